/** Values that are kept for a while: at most `most`, the one that was not asked for for longest goes first. */
export interface KeptWhile<T> {
  get(name: string): T | undefined;
  set(name: string, value: T): void;
  delete(name: string): void;
}

export interface KeptWhileOptions {
  /** The clock: epoch milliseconds. */
  readonly now: () => number;
  readonly keepMs: number;
  readonly most: number;
}

/** A small memory with an end to each thing in it. */
export function createKeptWhile<T>({ now, keepMs, most }: KeptWhileOptions): KeptWhile<T> {
  const kept = new Map<string, { readonly value: T; readonly until: number }>();
  return {
    get(name) {
      const found = kept.get(name);
      if (found === undefined || now() >= found.until) return undefined;
      kept.delete(name);
      kept.set(name, found);
      return found.value;
    },
    set(name, value) {
      kept.delete(name);
      kept.set(name, { value, until: now() + keepMs });
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
    },
    delete: (name) => void kept.delete(name),
  };
}
