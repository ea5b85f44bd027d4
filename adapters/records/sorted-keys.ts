import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { textOf } from '../attributes.ts';
import { reaching } from '../dynamo-failure.ts';

/** Keys of a list in order, read as they are needed; it can be moved ahead without reading what lies between. */
export interface SortedKeys {
  /** The key that it stands at; undefined at the end. */
  peek(): Promise<string | undefined>;
  /** Moves behind the key that it stands at. */
  pass(): void;
  /** Moves to `key` or the first one behind it. */
  seek(key: string): void;
}

/** One partition of a table or an index, whose sort key begins with a `created`. */
export interface Partition {
  readonly table: string;
  readonly index?: string;
  readonly attribute: string;
  readonly value: AttributeValue;
  /** Name of the sort key. */
  readonly sort: string;
}

export type Order = 'oldest' | 'newest';

const PAGE = 100;

/** Whether `a` comes before `b` in this order. */
export function isBefore(a: string, b: string, order: Order): boolean {
  return order === 'oldest' ? a < b : a > b;
}

/** The keys of a partition. `spend` is called before each request. Throws `StoreUnavailable`. */
export function partitionKeys(
  client: DynamoDBClient,
  partition: Partition,
  order: Order,
  first: number,
  spend: () => void,
): SortedKeys {
  let buffer: string[] = [];
  let at = 0;
  let bound: string | undefined;
  let more = true;
  let size = first;

  async function fill(): Promise<void> {
    spend();
    const { Items = [] } = await reaching(client.send(new QueryCommand(request())));
    buffer = Items.map((item) => createdIn(textOf(item, partition.sort)));
    at = 0;
    more = Items.length === size;
    const last = buffer.at(-1);
    if (last !== undefined) bound = behind(last, order);
    size = PAGE;
  }

  function request() {
    const { table, index, attribute, value, sort } = partition;
    const condition = bound === undefined ? '' : ` AND #s ${order === 'oldest' ? '>=' : '<'} :bound`;
    return {
      TableName: table,
      IndexName: index,
      KeyConditionExpression: `#p = :p${condition}`,
      ExpressionAttributeNames: { '#p': attribute, ...(bound !== undefined && { '#s': sort }) },
      ExpressionAttributeValues: { ':p': value, ...(bound !== undefined && { ':bound': { S: bound } }) },
      ProjectionExpression: sort,
      ScanIndexForward: order === 'oldest',
      ConsistentRead: index === undefined,
      Limit: size,
    };
  }

  return {
    async peek() {
      while (at >= buffer.length && more) await fill();
      return buffer[at];
    },
    pass() {
      const passed = buffer[at];
      while (at < buffer.length && buffer[at] === passed) at += 1;
    },
    seek(key) {
      while (at < buffer.length && isBefore(buffer[at] ?? '', key, order)) at += 1;
      if (at < buffer.length) return;
      const wanted = from(key, order);
      if (bound === undefined || isBefore(bound, wanted, order)) bound = wanted;
    },
  };
}

/** Several lists as one, in the same order; what stands in two of them comes once. */
export function either(lists: readonly SortedKeys[], order: Order): SortedKeys {
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return only;
  let heads: readonly (string | undefined)[] = [];
  return {
    async peek() {
      heads = await Promise.all(lists.map((list) => list.peek()));
      return heads.reduce(
        (best, head) =>
          head !== undefined && (best === undefined || isBefore(head, best, order)) ? head : best,
        undefined,
      );
    },
    pass() {
      const found = heads.filter((head) => head !== undefined);
      const first = found.reduce((best, head) => (isBefore(head, best, order) ? head : best), found[0] ?? '');
      for (const [place, list] of lists.entries()) if (heads[place] === first) list.pass();
    },
    seek(key) {
      for (const list of lists) list.seek(key);
    },
  };
}

/** Parts a `created` from what a lookup's sort key has behind it; sorts before every character of an id. */
export const BEHIND = '!';
const AFTER_BEHIND = '"';

function createdIn(key: string): string {
  const end = key.indexOf(BEHIND);
  return end < 0 ? key : key.slice(0, end);
}

/** A bound that leaves out a `created`, whatever is behind it. */
function behind(created: string, order: Order): string {
  return order === 'oldest' ? created + AFTER_BEHIND : created;
}

/** A bound that takes in a `created`, whatever is behind it. */
function from(created: string, order: Order): string {
  return order === 'oldest' ? created : created + AFTER_BEHIND;
}
