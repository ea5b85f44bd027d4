import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { type Entry, markOf } from '../engine/entry.ts';
import { TooLarge } from '../engine/errors.ts';
import type { HeadsPage, Journal } from '../engine/ports.ts';
import { type Item, itemBytes, numberOf, textOf, unpackText } from './attributes.ts';
import { fromCursor, type Position, toCursor } from './cursor.ts';
import { isRefusal, reaching } from './dynamo-failure.ts';
import { decodeEntry, encodeEntry } from './journal-item.ts';
import { putOnce } from './put-once.ts';

/** DynamoDB's limit for an item, together with its entry in the index `events`. */
const MOST_BYTES = 400 * 1024;

/**
 * The journal in a DynamoDB table (`tables.journal`).
 *
 * An append is one conditional put. Where its answer is lost, the revision is read once: an entry of the same
 * commit means `appended`, another's `conflict`; without either answer, `StoreUnavailable` says that the
 * outcome is unknown. `heads` tells where each instance stood when the scan passed it: it may have moved on
 * since. A page may hold no head although there is a `next`, inside an instance with a long journal.
 */
export function createDynamoJournal(client: DynamoDBClient, table: string): Journal {
  async function at(instance: string, revision: number): Promise<Entry | undefined> {
    const { Item } = await reaching(
      client.send(
        new GetItemCommand({ TableName: table, Key: keyOf(instance, revision), ConsistentRead: true }),
      ),
    );
    return Item && decodeEntry(Item);
  }

  async function append(entry: Entry): Promise<'appended' | 'conflict'> {
    const { instance, revision, commit } = entry;
    const item = encodeEntry(entry);
    const bytes = storedBytes(item);
    if (bytes > MOST_BYTES) throw new TooLarge(instance, bytes, MOST_BYTES);
    try {
      const other = await putOnce(client, {
        table,
        key: keyOf(instance, revision),
        item,
        isOurs: (stored) => decodeEntry(stored).commit === commit,
      });
      return other === undefined ? 'appended' : 'conflict';
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      throw new TooLarge(instance, Math.max(bytes, MOST_BYTES + 1), MOST_BYTES);
    }
  }

  async function head(instance: string): Promise<Entry | undefined> {
    const { Items } = await query({
      KeyConditionExpression: 'instance = :i',
      ExpressionAttributeValues: { ':i': { S: instance } },
      ScanIndexForward: false,
      Limit: 1,
    });
    return Items?.[0] && decodeEntry(Items[0]);
  }

  async function read(instance: string, from: number, limit: number): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    let start: Record<string, AttributeValue> | undefined;
    while (entries.length < limit) {
      const { Items = [], LastEvaluatedKey } = await query({
        KeyConditionExpression: 'instance = :i AND revision >= :r',
        ExpressionAttributeValues: { ':i': { S: instance }, ':r': { N: String(from) } },
        ExclusiveStartKey: start,
        Limit: limit - entries.length,
      });
      for (const item of Items) entries.push(decodeEntry(item));
      if (LastEvaluatedKey === undefined) break;
      start = LastEvaluatedKey;
    }
    return entries;
  }

  async function findIndexed(instance: string, id: string): Promise<Entry | undefined> {
    if (id === '') return undefined;
    const { Items = [] } = await query({
      IndexName: 'events',
      KeyConditionExpression: 'instance = :i AND x = :x',
      ExpressionAttributeValues: { ':i': { S: instance }, ':x': { S: id } },
    });
    // One at most, but for a local store that was killed: it may keep an index entry of an item never written.
    for (const item of Items) {
      const entry = await at(instance, numberOf(item, 'revision'));
      if (entry?.event.id === id) return entry;
    }
    return undefined;
  }

  async function heads(segment: number, of: number, next?: string): Promise<HeadsPage> {
    const list = `heads ${segment}/${of}`;
    const start = next === undefined ? undefined : fromCursor(list, next);
    const { Items = [], LastEvaluatedKey } = await reaching(
      client.send(
        new ScanCommand({
          TableName: table,
          Segment: segment,
          TotalSegments: of,
          ProjectionExpression: 'instance, revision, h',
          ExclusiveStartKey: start && keyOf(start.instance, start.at),
          ConsistentRead: true,
        }),
      ),
    );
    const found = newest(Items, start);
    if (LastEvaluatedKey === undefined) return { heads: found };
    const instance = textOf(LastEvaluatedKey, 'instance');
    const mark = found.find((one) => one.instance === instance)?.mark ?? '';
    const last = { instance, at: numberOf(LastEvaluatedKey, 'revision'), mark };
    return { heads: found.filter((one) => one.instance !== last.instance), next: toCursor(list, last) };
  }

  function query(input: Omit<QueryCommandInput, 'TableName'>) {
    return reaching(client.send(new QueryCommand({ TableName: table, ConsistentRead: true, ...input })));
  }

  return { append, head, at, read, findIndexed, heads };
}

function keyOf(instance: string, revision: number): Record<string, AttributeValue> {
  return { instance: { S: instance }, revision: { N: String(revision) } };
}

/**
 * The newest revision of each instance in a page of a scan. The items of one instance follow each other in
 * order, so an instance that a page breaks off is carried over as the position of that page's end, and is told
 * with the page in which it ends.
 */
function newest(items: readonly Item[], carried: Position | undefined): HeadsPage['heads'] {
  const found: { instance: string; revision: number; mark: string }[] = [];
  let current = carried && { instance: carried.instance, revision: carried.at, mark: carried.mark ?? '' };
  if (current) found.push(current);
  for (const item of items) {
    const instance = textOf(item, 'instance');
    if (current?.instance !== instance) {
      current = { instance, revision: 0, mark: '' };
      found.push(current);
    }
    current.revision = numberOf(item, 'revision');
    current.mark = markOf(unpackText(item.h));
  }
  return found;
}

/** What counts towards the limit: the item, and what the index `events` keeps of it. */
function storedBytes(item: Item): number {
  const { instance, revision, x } = item;
  return itemBytes(item) + (instance && revision && x ? itemBytes({ instance, revision, x }) : 0);
}

/** DynamoDB's own verdict, where it counts more than we did. */
function isTooLarge(error: unknown): boolean {
  return isRefusal(error) && /item size/i.test(error.message);
}
