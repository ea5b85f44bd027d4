/** Chance that is the same each time. */
export interface Chance {
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number;
  /** True so often in a hundred. */
  percent(often: number): boolean;
  /** One of these. Throws a RangeError where there is none. */
  of<T>(these: readonly T[]): T;
}

export function createChance(seed: number): Chance {
  let state = seed | 0;
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
    percent: (often) => next() * 100 < often,
    of<T>(these: readonly T[]): T {
      if (these.length === 0) throw new RangeError('There is nothing to choose from.');
      return these[whole(0, these.length - 1)] as T;
    },
  };
}
