import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../adapters/attributes.ts';
import type { KeyAttribute } from '../../../adapters/tables.ts';
import { compare, type Sort, sortOf } from './attribute-order.ts';
import { fits, type Given, nameIn, type Term, termsOf, valueIn } from './expression.ts';
import { createPage } from './page.ts';

/** Something that a query may come upon. */
export interface Candidate {
  readonly sort: Sort;
  /** Undefined where this reader does not see it. */
  readonly item: Item | undefined;
  readonly bytes: number;
  /** Tells candidates of the same sort key apart, in order. */
  readonly primary?: string;
}

/** What a query asks for: one partition, and a part of it by its sort key. */
export interface Wanted {
  readonly partition: string;
  readonly sort: Term | undefined;
  readonly given: Given;
}

/** Reads a key condition. Throws where it names another attribute than the two of its table or index. */
export function wantedOf(
  input: QueryCommandInput,
  partition: KeyAttribute,
  sort: KeyAttribute | undefined,
): Wanted {
  const given = { names: input.ExpressionAttributeNames, values: input.ExpressionAttributeValues };
  const [first, second, ...others] = termsOf(input.KeyConditionExpression ?? '');
  if (first?.test !== '=' || nameIn(first, given) !== partition.name || others.length > 0) {
    throw new TypeError(`The simulated store does not understand "${input.KeyConditionExpression}".`);
  }
  if (second !== undefined && nameIn(second, given) !== sort?.name) {
    throw new TypeError(`The simulated store has no sort key ${second.name}.`);
  }
  return { partition: String(sortOf(valueIn(first.values[0] ?? '', given))), sort: second, given };
}

/** One page of a query over candidates in ascending order. `more`: it ended before the end, or at its limit. */
export function pageOf(
  candidates: readonly Candidate[],
  { sort, given }: Wanted,
  { Limit, ScanIndexForward = true }: QueryCommandInput,
  start: { readonly sort: Sort; readonly primary?: string } | undefined,
): { readonly items: Item[]; readonly more: boolean } {
  const bounds = sort?.values.map((name) => sortOf(valueIn(name, given))) ?? [];
  const page = createPage(Limit);
  const items: Item[] = [];
  const step = ScanIndexForward ? 1 : -1;
  for (let at = ScanIndexForward ? 0 : candidates.length - 1; at in candidates; at += step) {
    const candidate = candidates[at];
    if (candidate?.item === undefined) continue;
    if (start !== undefined && step * order(candidate, start) <= 0) continue;
    const [first, second] = bounds.map((bound) => compare(candidate.sort, bound));
    if (sort !== undefined && !fits(sort.test, first ?? 0, second)) continue;
    page.add(candidate.bytes);
    items.push(candidate.item);
    if (page.isFull()) return { items, more: true };
  }
  return { items, more: false };
}

function order(a: { sort: Sort; primary?: string }, b: { sort: Sort; primary?: string }): number {
  const bySort = compare(a.sort, b.sort);
  if (bySort !== 0 || a.primary === undefined || b.primary === undefined) return bySort;
  return a.primary === b.primary ? 0 : a.primary < b.primary ? -1 : 1;
}
