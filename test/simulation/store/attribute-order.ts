import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../adapters/attributes.ts';

/** What an item is sorted by: a text, or a number; undefined where its table has no sort key. */
export type Sort = string | number | undefined;

/** An attribute's value for comparing; bytes as text. Throws a TypeError for lists and sets: none of ours is compared. */
export function sortOf(value: Item[string] | AttributeValue | undefined): Sort {
  if (value === undefined) return undefined;
  if (value.N !== undefined) return Number(value.N);
  if (value.S !== undefined) return value.S;
  if (value.B !== undefined)
    return typeof value.B === 'string' ? value.B : Buffer.from(value.B).toString('base64');
  throw new TypeError('The simulated store compares texts, numbers and bytes only.');
}

/** Below zero, zero or above it, as `a` lies before, at or behind `b`. Texts by their code units. */
export function compare(a: Sort, b: Sort): number {
  if (a === b || a === undefined || b === undefined) return 0;
  return a < b ? -1 : 1;
}
