/** Chance that can be repeated: the same seed and name give the same throws, whatever others throw. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number;
  /** A number from `least` to `most`, small ones as likely per order of magnitude as large ones. */
  spread(least: number, most: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** An id that nobody else has: 26 characters. */
  id(): string;
}

/** One of many independent streams of a seed, told apart by name. */
export function createRandom(seed: number, name: string): Random {
  let state = seed | 0;
  for (let at = 0; at < name.length; at++) state = Math.imul(state ^ name.charCodeAt(at), 0x01000193);
  /** Mulberry32. */
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const part = () =>
    Math.floor(next() * 2 ** 30)
      .toString(32)
      .padStart(6, '0');
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    chance: (probability) => next() < probability,
    whole,
    spread: (least, most) => least * (most / least) ** next(),
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
    id: () => (part() + part() + part() + part() + part()).slice(0, 26),
  };
}
