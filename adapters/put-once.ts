import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { StoreUnavailable } from '../engine/errors.ts';
import type { Item } from './attributes.ts';
import { isConditionFailure, isRefusal } from './dynamo-failure.ts';

export interface OnePut {
  readonly table: string;
  /** The primary key, partition key first. */
  readonly key: Readonly<Record<string, AttributeValue>>;
  readonly item: Readonly<Record<string, AttributeValue>>;
  /** Whether a stored item comes from an earlier try of this very put. */
  readonly isOurs: (stored: Item) => boolean;
}

/**
 * Writes an item where there is none under its key. Undefined when it is there, also when an earlier try had
 * succeeded and only its answer was lost; otherwise the item that stands there instead. Where the put itself
 * gets no answer, the key is read once. Throws `StoreUnavailable` when nothing is known even then: the item
 * may or may not be written.
 */
export async function putOnce(client: DynamoDBClient, put: OnePut): Promise<Item | undefined> {
  const { table, key, item, isOurs } = put;
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: item,
        ConditionExpression: `attribute_not_exists(${Object.keys(key).at(-1)})`,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return undefined;
  } catch (error) {
    if (isRefusal(error)) throw error;
    const stored = (isConditionFailure(error) && error.Item) || (await stands(client, table, key));
    if (stored === undefined) throw new StoreUnavailable(error);
    return isOurs(stored) ? undefined : stored;
  }
}

/** The item under a key; undefined too where the store cannot be asked. */
async function stands(client: DynamoDBClient, table: string, key: OnePut['key']): Promise<Item | undefined> {
  try {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }),
    );
    return Item;
  } catch {
    return undefined;
  }
}
