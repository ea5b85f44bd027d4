import { hardWeathers } from '../climates.ts';
import { simulate } from '../simulate.ts';
import type { Bug } from './bug.ts';

/** What came of looking for a bug. */
export interface Catch {
  readonly bug: Bug;
  /** The law that it broke; undefined where it was not caught. */
  readonly law: string | undefined;
  /** How many events were accepted by then. */
  readonly events: number;
  readonly seconds: number;
}

/** A bug that shows only in more than these is not caught. */
const MOST_EVENTS = 50_000;

/** Runs the simulation with the bug in it until the checker finds something wrong. Throws where it cannot be planted. */
async function hunt(bug: Bug, seed: number): Promise<Catch> {
  const climates = bug.climate === undefined ? hardWeathers : [bug.climate];
  const plan = { seed, events: 1000, instances: 10, climates };
  const report = await simulate({ plan, events: MOST_EVENTS, jobs: 1, bug, untilFirst: true });
  // A program that breaks off has shown nothing but that it does not run.
  const first = report.violations.find((one) => one.law !== 'crashed');
  return { bug, law: first?.law, events: report.events, seconds: report.seconds };
}

/** Hunts every bug, so many at once, and tells of each as it is caught or not. */
export async function huntAll(
  bugs: readonly Bug[],
  seed: number,
  jobs: number,
  tell: (caught: Catch) => void,
): Promise<readonly Catch[]> {
  const waiting = [...bugs];
  const all: Catch[] = [];
  const work = async () => {
    for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
      const caught = await hunt(bug, seed);
      all.push(caught);
      tell(caught);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return all;
}
