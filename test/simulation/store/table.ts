import type { Item } from '../../../adapters/attributes.ts';
import type { TableSpec } from '../../../adapters/tables.ts';
import { compare, type Sort, sortOf } from './attribute-order.ts';
import { sizeOf } from './item-size.ts';

/** One item and what it was before. A row without an item was deleted. */
export interface Row {
  readonly sort: Sort;
  readonly item: Item | undefined;
  /** When it became what it is, and what it was until then; nothing older is kept. */
  readonly since: number;
  readonly before: Item | undefined;
  readonly bytes: number;
}

/** The items of one table under their primary keys, in memory: nothing is copied, so nothing may be changed. */
export interface Table {
  readonly spec: TableSpec;
  get(key: Item): Row | undefined;
  /** Writes, or deletes where there is no item. */
  set(key: Item, item: Item | undefined): void;
  /** The rows of a partition, by their sort keys. */
  rows(partition: string): readonly Row[];
  /** Every partition with its place in a scan, in the order of a scan. */
  scanned(): readonly ScannedPartition[];
  /** Makes the table what `items` says. */
  restore(items: readonly Item[]): void;
  items(): Item[];
}

export interface ScannedPartition {
  readonly partition: string;
  readonly place: number;
}

export function createTable(spec: TableSpec, now: () => number): Table {
  const partitions = new Map<string, Row[]>();
  let order: ScannedPartition[] | undefined;
  const sortName = spec.sort?.name;

  function find(rows: readonly Row[], sort: Sort): { at: number; found: boolean } {
    const last = rows.at(-1);
    if (last === undefined || compare(last.sort, sort) < 0) return { at: rows.length, found: false };
    let low = 0;
    let high = rows.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(rows[middle]?.sort, sort) < 0) low = middle + 1;
      else high = middle;
    }
    return { at: low, found: compare(rows[low]?.sort, sort) === 0 };
  }

  const partitionIn = (key: Item) => String(sortOf(key[spec.partition.name]));
  const sortIn = (key: Item) => (sortName === undefined ? undefined : sortOf(key[sortName]));

  const table: Table = {
    spec,
    get(key) {
      const rows = partitions.get(partitionIn(key)) ?? [];
      const { at, found } = find(rows, sortIn(key));
      return found ? rows[at] : undefined;
    },
    set(key, item) {
      const partition = partitionIn(key);
      let rows = partitions.get(partition);
      if (rows === undefined) {
        rows = [];
        partitions.set(partition, rows);
        order = undefined;
      }
      const sort = sortIn(key);
      const { at, found } = find(rows, sort);
      const before = found ? rows[at]?.item : undefined;
      const row = { sort, item, since: now(), before, bytes: item === undefined ? 0 : sizeOf(item) };
      rows.splice(at, found ? 1 : 0, row);
    },
    rows: (partition) => partitions.get(partition) ?? [],
    scanned() {
      order ??= [...partitions.keys()]
        .map((partition) => ({ partition, place: placeOf(partition) }))
        .sort((a, b) => a.place - b.place || (a.partition < b.partition ? -1 : 1));
      return order;
    },
    restore(items) {
      partitions.clear();
      order = undefined;
      for (const item of items) table.set(item, item);
    },
    items: () =>
      [...partitions.values()]
        .flatMap((rows) => rows.map((row) => row.item))
        .filter((item) => item !== undefined),
  };
  return table;
}

/** Where a scan meets a partition: anywhere, and always the same. */
export function placeOf(partition: string): number {
  let place = 0x811c9dc5;
  for (let at = 0; at < partition.length; at++) {
    place = Math.imul(place ^ partition.charCodeAt(at), 0x01000193);
  }
  return (place ^ (place >>> 15)) >>> 0;
}
