import { createChance } from '../../local/sample/chance.ts';
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
  const { whole, percent, of } = createChance(state);
  return {
    whole,
    chance: percent,
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
    among: of,
    below: (end) => whole(0, end - 1),
  };
}
