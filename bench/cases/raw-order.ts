import { type DynamoDBClient, PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { newId } from '../../functions/new-id.ts';
import type { Item } from './raw-put.ts';

/**
 * The puts of one order by themselves, under an id of its own: the same number, bytes and conditions, one after the
 * other. The caller's answer is the first.
 */
export async function rawOrder(
  client: DynamoDBClient,
  puts: readonly PutItemCommandInput[],
  answered: () => void,
): Promise<void> {
  const instance = { S: newId() };
  const theirs = puts[0]?.Item?.instance?.S ?? '';
  for (const [index, put] of puts.entries()) {
    const moment = put.Item?.moment?.S?.replace(theirs, instance.S);
    const own: Item = moment === undefined ? { instance } : { moment: { S: moment } };
    await client.send(new PutItemCommand({ ...put, Item: { ...put.Item, ...own } }));
    if (index === 0) answered();
  }
}
