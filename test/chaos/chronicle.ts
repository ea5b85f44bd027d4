import type { Story } from '../simulation/story.ts';

/** What happened to every instance, in words: nobody can ask for it again afterwards. */
export interface Chronicle extends Story {
  linesOf(instance: string): readonly string[];
}

export function createChronicle(now: () => number): Chronicle {
  const began = now();
  const noted = new Map<string, string[]>();
  const linesOf = (instance: string) => noted.get(instance) ?? [];
  return {
    tellOf() {},
    isTold: () => true,
    note(instance = '', what) {
      const lines = noted.get(instance) ?? [];
      noted.set(instance, lines);
      lines.push(`${((now() - began) / 1000).toFixed(2).padStart(10)} s  ${what}`);
    },
    lines: () => linesOf(''),
    linesOf,
  };
}
