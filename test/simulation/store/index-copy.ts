import type { Item } from '../../../adapters/attributes.ts';
import type { IndexSpec, KeyAttribute, TableSpec } from '../../../adapters/tables.ts';
import { compare, type Sort, sortOf } from './attribute-order.ts';

/** A copy of a table's keys, sorted otherwise, that follows the table when it is told to. */
export interface IndexCopy {
  readonly spec: IndexSpec;
  /** Brings an item's entry to what it is now, unless a later change was brought already. */
  bring(key: Item, item: Item | undefined, change: number): void;
  /** The entries of a partition, sorted. */
  entries(partition: string): readonly IndexEntry[];
  /** The first sort key at all, over every partition; undefined where there is nothing. */
  least(): Sort;
  clear(): void;
}

export interface IndexEntry {
  readonly sort: Sort;
  /** Tells entries of the same sort key apart, and sorts them. */
  readonly primary: string;
  /** The index's keys and the table's: nothing else is in it. */
  readonly item: Item;
}

export type GlobalIndexSpec = IndexSpec & { readonly partition: KeyAttribute };

export function createIndexCopy(table: TableSpec, spec: GlobalIndexSpec): IndexCopy {
  const partitions = new Map<string, Map<string, IndexEntry>>();
  const where = new Map<string, { partition: string | undefined; change: number }>();
  const names = keyNames(table, spec);

  return {
    spec,
    bring(key, item, change) {
      const primary = primaryOf(table, key);
      const stands = where.get(primary);
      if (stands !== undefined && stands.change > change) return;
      if (stands?.partition !== undefined) partitions.get(stands.partition)?.delete(primary);
      const entry = item && entryOf(names, item);
      const partition = entry && String(sortOf(entry[spec.partition.name]));
      where.set(primary, { partition, change });
      if (entry === undefined || partition === undefined) return;
      const entries = partitions.get(partition) ?? new Map<string, IndexEntry>();
      partitions.set(partition, entries);
      entries.set(primary, { sort: spec.sort && sortOf(entry[spec.sort.name]), primary, item: entry });
    },
    entries: (partition) => sorted([...(partitions.get(partition)?.values() ?? [])]),
    least() {
      let least: Sort;
      for (const entries of partitions.values()) {
        for (const { sort } of entries.values()) {
          if (least === undefined || compare(sort, least) < 0) least = sort;
        }
      }
      return least;
    },
    clear() {
      partitions.clear();
      where.clear();
    },
  };
}

/** The entries that a local index has of these items: it never lags behind its table. */
export function localEntries(
  table: TableSpec,
  spec: IndexSpec,
  items: readonly Item[],
): readonly IndexEntry[] {
  const names = keyNames(table, spec);
  const found: IndexEntry[] = [];
  for (const item of items) {
    const entry = entryOf(names, item);
    if (entry === undefined) continue;
    found.push({ sort: sortOf(entry[spec.sort?.name ?? '']), primary: primaryOf(table, entry), item: entry });
  }
  return sorted(found);
}

/** An item's primary key as one text that sorts as the key does, within a partition. */
export function primaryOf({ partition, sort }: TableSpec, key: Item): string {
  const second = sort && key[sort.name];
  const padded = second?.N === undefined ? (second?.S ?? '') : second.N.padStart(20, '0');
  return `${key[partition.name]?.S ?? ''}\n${padded}`;
}

function sorted(entries: IndexEntry[]): readonly IndexEntry[] {
  return entries.sort((a, b) => compare(a.sort, b.sort) || (a.primary < b.primary ? -1 : 1));
}

function keyNames(table: TableSpec, { partition, sort, projection }: IndexSpec): readonly string[] {
  if (projection !== 'KEYS_ONLY') throw new TypeError('The simulated store knows indexes of keys only.');
  const keys = [partition, sort, table.partition, table.sort];
  return [...new Set(keys.flatMap((key) => (key === undefined ? [] : [key.name])))];
}

/** An index is sparse: an item that lacks one of its keys is not in it. */
function entryOf(names: readonly string[], item: Item): Item | undefined {
  const entry: Record<string, Item[string]> = {};
  for (const name of names) {
    const value = item[name];
    if (value === undefined) return undefined;
    entry[name] = value;
  }
  return entry;
}
