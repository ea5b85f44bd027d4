import { setTimeout as pause } from 'node:timers/promises';
import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { StoreUnavailable } from '../engine/errors.ts';
import { type Item, textOf } from './attributes.ts';
import { reaching } from './dynamo-failure.ts';

/** Most keys that one `BatchGetItem` takes. */
export const MOST_KEYS = 100;
/** How often in a row the store may hand everything back before it counts as unavailable. */
const MOST_IDLE_ROUNDS = 5;

/**
 * The items under some keys, at most `MOST_KEYS`, by the value of the table's partition key, of which there is one
 * item each; those that do not exist are missing. What the store hands back unprocessed is asked for again. Throws
 * `StoreUnavailable` when it keeps handing back all.
 */
export async function batchGet(
  client: DynamoDBClient,
  table: string,
  wanted: readonly Record<string, AttributeValue>[],
  partition = 'instance',
): Promise<ReadonlyMap<string, Item>> {
  const found = new Map<string, Item>();
  let keys = [...wanted];
  let idleRounds = 0;
  while (keys.length > 0) {
    const { Responses, UnprocessedKeys } = await reaching(
      client.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys } } })),
    );
    for (const item of Responses?.[table] ?? []) found.set(textOf(item, partition), item);
    const left = UnprocessedKeys?.[table]?.Keys ?? [];
    if (left.length < keys.length) idleRounds = 0;
    else if (++idleRounds === MOST_IDLE_ROUNDS)
      throw new StoreUnavailable(new Error('BatchGetItem is throttled.'));
    else await pause(10 * 2 ** idleRounds);
    keys = left;
  }
  return found;
}
