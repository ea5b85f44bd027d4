import type { Entry } from '../../engine/entry.ts';

/** Every entry of every instance, as it was written, in memory. */
export interface Story {
  add(entry: Entry): void;
  /** The next entry that nobody took yet, in the order of writing. */
  take(): Entry | undefined;
  /** Throws where there is no such instance. */
  head(instance: string): Entry;
  entries(instance: string): readonly Entry[];
  /** The newest entries of all, in the order in which their instances began. */
  heads(): readonly Entry[];
}

export function createStory(): Story {
  const instances = new Map<string, Entry[]>();
  const untaken: Entry[] = [];
  const entriesOf = (instance: string) => instances.get(instance) ?? [];
  return {
    add(entry) {
      const entries = instances.get(entry.instance);
      if (entries === undefined) instances.set(entry.instance, [entry]);
      else entries.push(entry);
      untaken.push(entry);
    },
    take: () => untaken.shift(),
    head(instance) {
      const head = entriesOf(instance).at(-1);
      if (head === undefined) throw new Error(`There is no instance ${instance}.`);
      return head;
    },
    entries: entriesOf,
    heads: () => [...instances.values()].flatMap((entries) => entries.slice(-1)),
  };
}
