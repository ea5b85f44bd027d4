import { itemBytes } from '../../adapters/attributes.ts';
import type { IndexSpec } from '../../adapters/tables.ts';
import type { Item } from './raw-put.ts';

/** Write units of a put by DynamoDB's rules: one for each started KB of the larger of the old and the new item. */
export function tableUnits(before: Item | undefined, after: Item): number {
  return Math.ceil(Math.max(bytesOf(after), before === undefined ? 0 : bytesOf(before)) / 1024);
}

/**
 * Write units that a put leads to in narrow indexes (keys alone, less than a KB) by DynamoDB's rules: one to enter
 * an index or to leave it, two where a key changes (out and in again), none where its keys stay as they are.
 */
export function indexUnits(indexes: readonly IndexSpec[], before: Item | undefined, after: Item): number {
  return indexes
    .map((index) => {
      const [old, next] = [placeIn(index, before), placeIn(index, after)];
      if (old === next) return 0;
      return (old === undefined ? 0 : 1) + (next === undefined ? 0 : 1);
    })
    .reduce((sum, units) => sum + units, 0);
}

/** Where an item stands in an index; undefined where it lacks one of its keys. */
function placeIn({ partition, sort }: IndexSpec, item: Item | undefined): string | undefined {
  const keys = [partition, sort].flatMap((key) => (key === undefined ? [] : [item?.[key.name]]));
  return keys.every((value) => value !== undefined) ? JSON.stringify(keys) : undefined;
}

/** As DynamoDB counts, lists of texts too: three bytes each, and one more per element. */
function bytesOf(item: Item): number {
  const lists = Object.values(item).flatMap(({ L }) => (L === undefined ? [] : [L]));
  const inLists = lists.map((texts) => texts.reduce((sum, { S = '' }) => sum + 1 + Buffer.byteLength(S), 3));
  return itemBytes(item) + inLists.reduce((sum, bytes) => sum + bytes, 0);
}
