import type { WaveReport } from './checked-wave.ts';
import { type FaultName, faultNames } from './fault-kinds.ts';
import type { Violation } from './ledger.ts';
import type { WaveOptions } from './wave.ts';

/** The least that still shows what is wrong. */
export interface Shrunk {
  readonly options: WaveOptions;
  readonly violation: Violation;
  /** What happened to its instance, line by line. */
  readonly story: readonly string[];
}

export interface ShrinkOptions {
  readonly found: WaveOptions;
  /** The law that is broken in it: what is smaller must break the same. */
  readonly law: string;
  readonly run: (options: WaveOptions) => Promise<WaveReport>;
  /** How many runs it may take. */
  readonly most: number;
}

/** Small worlds that are tried before the one that was found is made smaller: instances and events. */
const SMALL: readonly (readonly [instances: number, events: number])[] = [
  [1, 20],
  [1, 100],
  [3, 200],
  [6, 500],
];
const SEEDS = 6;

/**
 * Finds a smaller run in which the same law is broken: a small world of another seed, or the same one with fewer
 * kinds of fault, fewer events, fewer instances. The same options always find the same.
 */
export async function shrink({ found, law, run, most }: ShrinkOptions): Promise<Shrunk> {
  let best = found;
  let shown = await run(found);
  let runs = 1;

  /** Goes on from these options where they break the law too. */
  async function adopt(options: WaveOptions): Promise<boolean> {
    if (runs >= most) return false;
    runs += 1;
    const report = await run(options);
    if (!report.violations.some((one) => one.law === law)) return false;
    best = options;
    shown = report;
    return true;
  }

  async function moveToSmallWorld(): Promise<void> {
    for (const [instances, events] of SMALL) {
      if (events >= found.events) return;
      for (let n = 0; n < SEEDS; n++) {
        if (await adopt({ ...found, instances, events, seed: (found.seed + n) | 0 })) return;
      }
    }
  }

  /** Leaves out half of the faults that struck, then quarters, then each. */
  async function leaveOutFaults(): Promise<void> {
    const struck = faultNames.filter((name) => (shown.counts[name] ?? 0) > 0);
    for (let size = Math.ceil(struck.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let from = 0; from < struck.length; from += size) {
        const { without = [] } = best;
        const more = struck.slice(from, from + size).filter((name) => isLeft(name, without));
        if (more.length > 0) await adopt({ ...best, without: [...without, ...more] });
      }
    }
  }

  const isLeft = (name: FaultName, without: readonly FaultName[]) =>
    !without.includes(name) && (shown.counts[name] ?? 0) > 0;

  async function lessen(what: 'events' | 'instances'): Promise<void> {
    for (const share of [0.5, 0.8, 0.95]) {
      for (;;) {
        const fewer = Math.floor(best[what] * share);
        if (fewer < 1 || !(await adopt({ ...best, [what]: fewer }))) break;
      }
    }
  }

  await moveToSmallWorld();
  await leaveOutFaults();
  await lessen('events');
  await lessen('instances');
  const violation = shown.violations.find((one) => one.law === law);
  if (violation === undefined) throw new TypeError(`The law ${law} is not broken in what was found.`);
  const { story } = await run({ ...best, tellOf: violation.instance });
  return { options: best, violation, story };
}

/** The story as it is printed: what is wrong, in which world, and what happened. */
export function told({ options, violation, story }: Shrunk): readonly string[] {
  const { seed, climate, instances, events, without = [] } = options;
  const { law, instance, revision, what } = violation;
  const faults = faultNames.filter((name) => !without.includes(name));
  return [
    `${law}: ${what}`,
    `instance ${instance}${revision === undefined ? '' : `, revision ${revision}`}`,
    `world ${seed}, ${climate}, ${instances} instances, ${events} events; without ${without.length} kinds of fault`,
    ...(faults.length <= 12 ? [`of the faults there are ${faults.join(', ')}`] : []),
    ...story,
  ];
}
