import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ListPage, ListQuery, ProjectionItem } from '../engine/ports.ts';
import { batchGet, MOST_KEYS } from './batch-get.ts';
import { fromCursor, toCursor } from './cursor.ts';
import { merge, type Partition, type Range, walk } from './index-walk.ts';
import type { PlaceDirectory } from './place-directory.ts';
import { createdOf, decodeProjection, instanceIn, matches, placeOf } from './projection-item.ts';

/**
 * One page of a list: the narrowest index that the query allows is walked in order (several partitions of it
 * merged into one walk), the items themselves are read, and what does not match is passed over until the page
 * is full. Holds one page and at most 100 keys per partition. Throws `InvalidCursor` for a cursor of another
 * query, a RangeError for a limit that is not a positive whole number.
 */
export async function listPage(
  client: DynamoDBClient,
  table: string,
  places: PlaceDirectory,
  { query, limit, cursor }: { query: ListQuery; limit: number; cursor: string | undefined },
): Promise<ListPage> {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError('A page holds at least one item.');
  const name = nameOf(query);
  const after = cursor === undefined ? undefined : fromCursor(name, cursor);
  const passed = after && createdOf(after.at, after.instance);
  const chunk = isSelective(query) ? MOST_KEYS : Math.min(MOST_KEYS, limit + 2);
  // No index has a partition without a name.
  const partitions = (await partitionsOf(query, places)).filter(({ value }) => value !== '');
  const walks = partitions.map((one) => walk(client, table, one, rangeOf(query, passed), chunk));

  const items: ProjectionItem[] = [];
  let keys: string[] = [];
  for await (const created of merge(walks, query.order)) {
    if (created === passed) continue;
    keys.push(instanceIn(created));
    if (keys.length < chunk) continue;
    items.push(...(await matching(client, table, keys, query)));
    keys = [];
    if (items.length > limit) break;
  }
  items.push(...(await matching(client, table, keys, query)));

  const page = items.slice(0, limit);
  const last = page.at(-1);
  if (items.length <= limit || last === undefined) return { items: page };
  return { items: page, cursor: toCursor(name, { instance: last.instance, at: last.createdAt }) };
}

/** The items of these instances that match, in the same order. */
async function matching(
  client: DynamoDBClient,
  table: string,
  instances: readonly string[],
  query: ListQuery,
) {
  const stored = await batchGet(
    client,
    table,
    instances.map((instance) => ({ instance: { S: instance } })),
  );
  const items: ProjectionItem[] = [];
  for (const instance of instances) {
    const item = stored.get(instance);
    const decoded = item && decodeProjection(item);
    if (decoded && matches(decoded, query)) items.push(decoded);
  }
  return items;
}

async function partitionsOf(query: ListQuery, places: PlaceDirectory): Promise<readonly Partition[]> {
  const { key, customer, alsoCustomers = [], state, parked } = query;
  const processes = [...new Set(query.processes)];
  if (key !== undefined) return [{ index: 'by-key', attribute: 'key', value: key }];
  if (customer !== undefined) {
    const ids = [customer, ...alsoCustomers];
    return ids.map((value) => ({ index: 'by-customer', attribute: 'customer', value }));
  }
  if (parked) return processes.map((process) => ({ index: 'by-aside', attribute: 'aside', value: process }));
  if (state === undefined) {
    return processes.map((process) => ({ index: 'by-process', attribute: 'process', value: process }));
  }
  const leaves = await Promise.all(processes.map((process) => places.firstLeaves(process, state)));
  return processes.flatMap((process, n) =>
    (leaves[n] ?? []).map((leaf) => ({
      index: 'by-place',
      attribute: 'place',
      value: placeOf(process, leaf),
    })),
  );
}

/** What of an index can still be on the page: later than `createdAfter`, and from `passed` on. */
function rangeOf({ createdAfter, order }: ListQuery, passed: string | undefined): Range {
  const earliest =
    createdAfter === undefined ? undefined : createdOf(Math.max(0, Math.floor(createdAfter) + 1), '');
  return order === 'oldest'
    ? { order, from: passed ?? earliest, to: undefined }
    : { order, from: earliest, to: passed };
}

/** Whether items are read that may not match. */
function isSelective({ status, state, key, customer, parked }: ListQuery): boolean {
  return [status, state, key, customer, parked].some((filter) => filter !== undefined);
}

/** The same for the same query, whatever the order of its processes. */
function nameOf(query: ListQuery): string {
  const { status, state, key, customer, alsoCustomers = [], parked, createdAfter, order } = query;
  const processes = [...new Set(query.processes)].sort();
  const filters = JSON.stringify([
    processes,
    status ?? null,
    state ?? null,
    key ?? null,
    customer ?? null,
    parked ?? null,
    createdAfter ?? null,
    order,
    ...[...alsoCustomers].sort(),
  ]);
  return `list ${createHash('sha256').update(filters).digest('base64url').slice(0, 16)}`;
}
