import { type FaultKind, type FaultName, faultKinds, faultNames } from './fault-kinds.ts';
import { createRandom, type Random } from './random.ts';

/** What faults there are, when they strike, and how often they did. */
export interface Weather {
  /** Whether a fault strikes now. Where it does, it is counted. */
  strikes(name: FaultName): boolean;
  /** Counts a fault that came about by itself. */
  count(name: FaultName): void;
  /** Milliseconds until a fault that comes by the day; undefined where it never does. */
  pauseUntil(name: FaultName): number | undefined;
  /** The chance of one kind: how long, how many. */
  random(name: FaultName): Random;
  /** From now on nothing fails any more. */
  clear(): void;
  isClear(): boolean;
  readonly counts: Readonly<Record<FaultName, number>>;
}

const DAY = 24 * 60 * 60_000;

/**
 * The weather of one run; `frequency` is how often a fault comes beside its usual odds. Each kind of fault has a chance of its own, so that leaving one out leaves the others as
 * they are; and a strength of its own for the whole run: absent, weak, as told or strong.
 */
export function createWeather(seed: number, frequency: (name: FaultName) => number): Weather {
  const counts = Object.fromEntries(faultNames.map((name) => [name, 0])) as Record<FaultName, number>;
  const kinds = new Map(
    faultNames.map((name) => {
      const random = createRandom(seed, name);
      const { odds = 0, everyDays }: FaultKind = faultKinds[name];
      const strength = random.pick([0, 0.3, 1, 1, 1, 3]) * frequency(name);
      return [name, { random, odds: odds * strength, everyDays, strength }];
    }),
  );
  let clear = false;
  const kind = (name: FaultName) => {
    const found = kinds.get(name);
    if (found === undefined) throw new TypeError(`There is no fault ${name}.`);
    return found;
  };

  return {
    strikes(name) {
      if (clear) return false;
      const { random, odds } = kind(name);
      if (odds === 0 || random.next() >= odds) return false;
      counts[name] += 1;
      return true;
    },
    count(name) {
      counts[name] += 1;
    },
    pauseUntil(name) {
      const { random, everyDays, strength } = kind(name);
      if (everyDays === undefined || strength === 0) return undefined;
      return (-Math.log(1 - random.next()) * everyDays * DAY) / strength;
    },
    random: (name) => kind(name).random,
    clear() {
      clear = true;
    },
    isClear: () => clear,
    counts,
  };
}
