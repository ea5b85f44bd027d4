import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { allWeathers } from './climates.ts';
import { waveOf } from './plan.ts';
import { bugs } from './planted/bugs.ts';
import { huntAll } from './planted/hunt.ts';
import { shortestStory } from './shortest-story.ts';
import { told } from './shrink.ts';
import { simulate } from './simulate.ts';
import { lineOf, linesOf } from './tables.ts';

/**
 * `npm run simulate`: runs the simulation at any size, or looks for the planted bugs. Ends with 1 where a law was
 * broken or a bug was not caught, with 2 where it does not understand what is asked.
 */
const USAGE = 'npm run simulate -- [--events <n>] [--seed <n>] [--jobs <n>] [--bugs] [--bug <name>]';

const values = options();
const events = whole('events', 1);
const seed = whole('seed', 0);
const jobs = whole('jobs', 1);

console.log(`seed ${seed}`);
const isGood = values.bugs || values.bug !== undefined ? await runBugs() : await runEvents();
process.exitCode = isGood ? 0 : 1;

/** Runs so many events, and tells the shortest story of the first law that was broken. */
async function runEvents(): Promise<boolean> {
  const plan = { seed, events: 2000, instances: 20, climates: allWeathers };
  let next = 0;
  const report = await simulate({
    ...{ plan, events, jobs },
    progress(wave, { violations }, soFar) {
      for (const one of violations) console.log(`world ${wave}: ${JSON.stringify(one)}`);
      if (soFar < next) return;
      next = soFar + events / 50;
      console.log(`${soFar} events`);
    },
  });
  for (const line of linesOf(report)) console.log(line);
  const [first] = report.violations;
  if (first === undefined) return true;
  console.log('\nlooking for the shortest story');
  for (const line of told(await shortestStory(waveOf(plan, first.wave), first.law))) console.log(line);
  return false;
}

/** Looks for every planted bug, or for one: each must be caught. */
async function runBugs(): Promise<boolean> {
  const chosen = bugs.filter(({ name }) => values.bug === undefined || name === values.bug);
  if (chosen.length === 0) refuse(`There is no planted bug "${values.bug}".`);
  const all = await huntAll(chosen, seed, jobs, (caught) => console.log(lineOf(caught)));
  const missed = all.filter(({ law }) => law === undefined);
  console.log(`${all.length - missed.length} of ${all.length} planted bugs caught`);
  return missed.length === 0;
}

function options() {
  try {
    return parseArgs({
      options: {
        events: { type: 'string', default: '100000' },
        seed: { type: 'string', default: String(Math.trunc(Math.random() * 2 ** 31)) },
        jobs: { type: 'string', default: String(availableParallelism()) },
        bugs: { type: 'boolean', default: false },
        bug: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function whole(name: 'events' | 'seed' | 'jobs', least: number): number {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < least) refuse(`--${name} is a whole number from ${least} on.`);
  return value;
}

function refuse(why: string): never {
  console.error(`${why} ${USAGE}`);
  process.exit(2);
}
