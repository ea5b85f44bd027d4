import type { QueryCommandInput, ScanCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../adapters/attributes.ts';
import type { IndexSpec } from '../../../adapters/tables.ts';
import { compare, sortOf } from './attribute-order.ts';
import { holds, nameIn, termsOf } from './expression.ts';
import { type IndexCopy, localEntries, primaryOf } from './index-copy.ts';
import { invalid, only } from './input.ts';
import { sizeOf } from './item-size.ts';
import { createPage } from './page.ts';
import { type Candidate, pageOf, wantedOf } from './queries.ts';
import { placeOf, type Row, type Table } from './table.ts';

/** What of the circumstances concerns a query or a scan. */
export interface ReadCircumstances {
  readonly staleAt?: number;
  readonly pageLimit?: number;
}

const KEYS = ['ExpressionAttributeNames', 'ExpressionAttributeValues', 'KeyConditionExpression'];
const PAGE = ['TableName', 'Limit', 'ExclusiveStartKey', 'ConsistentRead'];

/** A page of a query on the table or one of its indexes. */
export function queried(
  table: Table,
  indexes: readonly IndexCopy[],
  given: QueryCommandInput,
  { staleAt, pageLimit }: ReadCircumstances,
): object {
  only(given, ...KEYS, ...PAGE, 'IndexName', 'ScanIndexForward', 'ProjectionExpression');
  const input = { ...given, ...limited(given.Limit, pageLimit) };
  const { spec } = table;
  const stale = input.ConsistentRead ? undefined : staleAt;
  const copy = indexes.find((index) => index.spec.name === input.IndexName);
  const local = spec.localIndexes.find((index) => index.name === input.IndexName);
  const partition = copy?.spec.partition ?? spec.partition;
  const sort = (copy?.spec ?? local ?? spec).sort;
  if (input.IndexName !== undefined && copy === undefined && local === undefined) {
    throw invalid(`The table does not have the specified index: ${input.IndexName}`);
  }
  if (copy !== undefined && input.ConsistentRead) {
    throw invalid('Consistent reads are not supported on global secondary indexes');
  }
  const wanted = wantedOf(input, partition, sort);
  const candidates = candidatesOf(table, copy ?? local, wanted.partition, stale);
  const from = input.ExclusiveStartKey;
  const start = from && {
    sort: sort && sortOf(from[sort.name]),
    ...(input.IndexName === undefined ? {} : { primary: primaryOf(spec, from) }),
  };
  const { items, more } = pageOf(candidates, wanted, input, start);
  const last = items.at(-1);
  const names = [partition, sort, spec.partition, spec.sort].flatMap((key) => key?.name ?? []);
  const shown = namesIn(input);
  return {
    Items: shown === undefined ? items : items.map((item) => projected(item, shown)),
    Count: items.length,
    ...(more && last !== undefined && { LastEvaluatedKey: projected(last, names) }),
  };
}

/** A page of one segment of a scan. */
export function scanned(
  table: Table,
  input: ScanCommandInput,
  { staleAt, pageLimit }: ReadCircumstances,
): object {
  only(
    input,
    ...PAGE,
    ...['Segment', 'TotalSegments', 'ProjectionExpression', 'FilterExpression'],
    ...['ExpressionAttributeNames', 'ExpressionAttributeValues'],
  );
  const { Segment = 0, TotalSegments = 1, ExclusiveStartKey: start } = input;
  const { partition, sort } = table.spec;
  const stale = input.ConsistentRead ? undefined : staleAt;
  const keys = sort === undefined ? [partition.name] : [partition.name, sort.name];
  const given = { names: input.ExpressionAttributeNames, values: input.ExpressionAttributeValues };
  const names = namesIn(input);
  const filter = input.FilterExpression === undefined ? [] : termsOf(input.FilterExpression);
  const page = createPage(limited(input.Limit, pageLimit).Limit);
  const started = start && String(sortOf(start[partition.name]));
  const items: Item[] = [];
  for (const { partition: name, place } of table.scanned()) {
    if (place % TotalSegments !== Segment) continue;
    if (started !== undefined && isBefore(name, place, started)) continue;
    for (const row of table.rows(name)) {
      const item = seen(row, stale);
      if (item === undefined) continue;
      if (name === started && compare(row.sort, sort && sortOf(start?.[sort.name])) <= 0) continue;
      page.add(row.bytes);
      // A page is full of what was read, whether it is shown or not.
      if (holds(filter, item, given)) items.push(names === undefined ? item : projected(item, names));
      if (page.isFull()) return answer(items, projected(item, keys));
    }
  }
  return answer(items, undefined);
}

/** The attributes that a read shows; undefined where it shows all. */
function namesIn(
  input: Pick<QueryCommandInput, 'ProjectionExpression' | 'ExpressionAttributeNames'>,
): string[] | undefined {
  const given = { names: input.ExpressionAttributeNames, values: undefined };
  return input.ProjectionExpression?.split(', ').map((name) => nameIn({ name }, given));
}

function answer(items: Item[], last: Item | undefined): object {
  return { Items: items, Count: items.length, ...(last !== undefined && { LastEvaluatedKey: last }) };
}

function isBefore(partition: string, place: number, started: string): boolean {
  const from = placeOf(started);
  return place < from || (place === from && partition < started);
}

function limited(asked: number | undefined, most: number | undefined): { Limit?: number } {
  const limits = [asked, most].filter((limit) => limit !== undefined);
  return limits.length === 0 ? {} : { Limit: Math.min(...limits) };
}

function projected(item: Item, names: readonly string[]): Item {
  const found: Record<string, Item[string]> = {};
  for (const name of names) {
    const value = item[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** What a query may come upon, in order: an index's entries, or the table's own rows as this reader sees them. */
function candidatesOf(
  table: Table,
  index: IndexCopy | IndexSpec | undefined,
  partition: string,
  staleAt: number | undefined,
): readonly Candidate[] {
  if (index !== undefined && 'entries' in index) return index.entries(partition).map(sized);
  const rows = table.rows(partition);
  if (index === undefined && staleAt === undefined) return rows;
  const asSeen = rows.map((row) => ({ ...row, item: seen(row, staleAt) }));
  if (index === undefined) return asSeen;
  const items = asSeen.map(({ item }) => item).filter((item) => item !== undefined);
  return localEntries(table.spec, index, items).map(sized);
}

function sized({ sort, primary, item }: { sort: Candidate['sort']; primary: string; item: Item }): Candidate {
  return { sort, primary, item, bytes: sizeOf(item) };
}

/** What a reader sees of a row: as it is, or as it was. */
export function seen(row: Row | undefined, staleAt: number | undefined): Item | undefined {
  return row === undefined || staleAt === undefined || row.since <= staleAt ? row?.item : row.before;
}
