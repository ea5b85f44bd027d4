import { type DynamoDBClient, PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { newId } from '../../functions/new-id.ts';

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
  for (const [index, put] of puts.entries()) {
    await client.send(new PutItemCommand({ ...put, Item: { ...put.Item, instance } }));
    if (index === 0) answered();
  }
}
