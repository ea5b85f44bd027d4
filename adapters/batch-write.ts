import { setTimeout as pause } from 'node:timers/promises';
import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { StoreUnavailable } from '../engine/errors.ts';
import { reaching } from './dynamo-failure.ts';

/** Most requests that one `BatchWriteItem` takes. */
const MOST = 25;
/** How often in a row the store may hand everything back before it counts as unavailable. */
const MOST_IDLE_ROUNDS = 6;

/**
 * Carries out puts and deletes, in no certain order and each by itself; no two may be about one item. What the store
 * hands back is sent again. A put that is alone goes by itself: the client has a shorter way for those. Throws
 * `StoreUnavailable`: then some may be carried out and others not.
 */
export async function batchWrite(
  client: DynamoDBClient,
  table: string,
  requests: readonly WriteRequest[],
): Promise<void> {
  const [first, ...others] = requests;
  if (first?.PutRequest !== undefined && others.length === 0) {
    await reaching(client.send(new PutItemCommand({ TableName: table, Item: first.PutRequest.Item })));
    return;
  }
  const batches = [];
  for (let at = 0; at < requests.length; at += MOST) batches.push(requests.slice(at, at + MOST));
  await Promise.all(batches.map((batch) => writeBatch(client, table, batch)));
}

async function writeBatch(client: DynamoDBClient, table: string, batch: WriteRequest[]): Promise<void> {
  let left = batch;
  for (let idle = 0; left.length > 0; ) {
    const { UnprocessedItems } = await reaching(
      client.send(new BatchWriteItemCommand({ RequestItems: { [table]: left } })),
    );
    const rest = UnprocessedItems?.[table] ?? [];
    idle = rest.length < left.length ? 0 : idle + 1;
    if (idle === MOST_IDLE_ROUNDS) throw new StoreUnavailable(new Error('BatchWriteItem is throttled.'));
    if (rest.length > 0) await pause(10 * 2 ** idle);
    left = rest;
  }
}
