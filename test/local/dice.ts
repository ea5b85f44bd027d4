import { seed } from '../engine/seed.ts';

/** Chance that can be repeated: the same `BATON_SEED` and name give the same throws. */
export interface Dice {
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number;
  /** True so often in a hundred. */
  chance(percent: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** As `pick`. Throws where there is nothing to choose from. */
  among<T>(from: readonly T[]): T;
  /** A whole number from 0 on, less than this. */
  below(end: number): number;
}

export function createDice(name: string): Dice {
  let state = seed;
  for (const character of name) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  /** Mulberry32: in [0, 1). */
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    chance: (percent) => next() * 100 < percent,
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
    among(from) {
      if (from.length === 0) throw new RangeError('There is nothing to choose from.');
      return from[whole(0, from.length - 1)] as (typeof from)[number];
    },
    below: (end) => whole(0, end - 1),
  };
}
