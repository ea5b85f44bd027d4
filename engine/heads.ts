import type { Entry } from './entry.ts';

/** The newest entries that this process has seen. A kept head may be old: it may only lead to a put. */
export interface Heads {
  kept(instance: string): Entry | undefined;
  keep(head: Entry): void;
  forget(instance: string): void;
}

/** Characters of snapshots that are kept in all: a small function has room for them. */
const MOST_CHARACTERS = 16_000_000;

/** Keeps the heads that were used last: `most` of them, and fewer where they are large. */
export function createHeads(most: number): Heads {
  const heads = new Map<string, Entry>();
  let characters = 0;

  function forget(instance: string): void {
    characters -= heads.get(instance)?.snapshot.length ?? 0;
    heads.delete(instance);
  }

  return {
    kept(instance) {
      return heads.get(instance);
    },
    keep(head) {
      if (most === 0) return;
      const known = heads.get(head.instance);
      if (known !== undefined && known.revision > head.revision) return;
      forget(head.instance);
      heads.set(head.instance, head);
      characters += head.snapshot.length;
      while (heads.size > 1 && (heads.size > most || characters > MOST_CHARACTERS)) {
        forget(heads.keys().next().value ?? head.instance);
      }
    },
    forget,
  };
}
