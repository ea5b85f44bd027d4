import type { Entry } from './entry.ts';

/** The newest entries that this process has seen. A kept head may be old: it may only lead to a put. */
export interface Heads {
  kept(instance: string): Entry | undefined;
  keep(head: Entry): void;
  forget(instance: string): void;
}

/** Keeps the `most` heads that were used last. */
export function createHeads(most: number): Heads {
  const heads = new Map<string, Entry>();
  return {
    kept(instance) {
      return heads.get(instance);
    },
    keep(head) {
      if (most === 0) return;
      const known = heads.get(head.instance);
      if (known !== undefined && known.revision > head.revision) return;
      heads.delete(head.instance);
      heads.set(head.instance, head);
      const oldest = heads.keys().next();
      if (heads.size > most && !oldest.done) heads.delete(oldest.value);
    },
    forget(instance) {
      heads.delete(instance);
    },
  };
}
