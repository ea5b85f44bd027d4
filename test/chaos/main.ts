import { parseArgs } from 'node:util';
import { bugs } from '../simulation/planted/bugs.ts';
import { type ChaosReport, runChaos } from './chaos.ts';

// The SDK's notice about the next version of Node would stand between the lines.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const USAGE = 'npm run test:chaos -- [--events <n>] [--kills <n>] [--seed <n>] [--bug <name>]';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    bug: { type: 'string' },
  },
});
const [events, kills, seed] = [values.events, values.kills, values.seed].map(Number) as [
  number,
  number,
  number,
];
const bug = bugs.find(({ name }) => name === values.bug);
if (![events, kills, seed].every(Number.isSafeInteger) || events < 1 || kills < 0)
  end(`A number is not one: ${USAGE}`);
if (values.bug !== undefined && bug === undefined)
  end(`There is no bug ${values.bug}: see test/simulation/planted.`);

console.log(`--seed ${seed} --events ${events} --kills ${kills}${bug ? ` --bug '${bug.name}'` : ''}`);
const began = performance.now();
let told = 0;
const report = await runChaos({
  ...{ seed, events, kills, ...(bug && { bug }) },
  progress(so, killed) {
    if (so < told) return;
    told = so + events / 20;
    const seconds = ((performance.now() - began) / 1000).toFixed(0).padStart(4);
    console.log(`${seconds} s  ${so} events, ${killed} processes killed`);
  },
});
for (const line of tableOf(report)) console.log(line);
const [first] = report.violations;
for (const one of report.violations.slice(0, 20)) console.log(JSON.stringify(one).slice(0, 1000));
if (first !== undefined && bug === undefined) {
  console.log(`\nWhat happened to ${first.instance}:`);
  for (const line of report.storyOf(first.instance).slice(-200)) console.log(line);
}

const checks = {
  [`at least ${events} events`]: report.events >= events,
  [`at least ${kills} processes killed`]: report.kills >= kills,
  ...(bug === undefined
    ? { 'no violation': report.violations.length === 0 }
    : { 'the bug is caught': report.violations.length > 0 }),
};
const failed = Object.entries(checks).filter(([, holds]) => !holds);
for (const [name] of failed) console.log(`FAILED  ${name}`);
console.log(`${Object.keys(checks).length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);

function end(why: string): never {
  console.error(why);
  process.exit(1);
}

function tableOf({
  events: so,
  instances,
  kills: killed,
  counts,
  violations,
  seconds,
}: ChaosReport): string[] {
  const rows = {
    ...counts,
    events: so,
    instances,
    'processes killed': killed,
    violations: violations.length,
    seconds: Math.round(seconds),
  };
  const width = Math.max(...Object.keys(rows).map(({ length }) => length));
  return Object.entries(rows).map(([name, count]) => `${name.padEnd(width)}  ${String(count).padStart(7)}`);
}
