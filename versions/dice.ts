import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be repeated: the same seed gives the same throws. */
export interface Dice {
  /** A whole number from 0 up to, not including, `end`; 0 where there is none. */
  below(end: number): number;
  /** One of these; undefined where there is none. */
  pick<T>(from: readonly T[]): T | undefined;
}

export function createDice(seed: number): Dice {
  const generator = xoroshiro128plus(seed);
  const below = (end: number) => uniformInt(generator, 0, Math.max(0, end - 1));
  return { below, pick: (from) => (from.length === 0 ? undefined : from[below(from.length)]) };
}
