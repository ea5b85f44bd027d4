import { type AttributeValue, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { newId } from '../../functions/new-id.ts';

export type Item = Record<string, AttributeValue>;

/** The same item under another instance's id of the same length, so that it can be written once more. */
export function elsewhere(item: Item, instance = newId()): Item {
  return { ...item, instance: { S: instance } };
}

/** What remains of a transition when everything but its request is taken away: the same condition, the same bytes. */
export async function rawPut(client: DynamoDBClient, table: string, item: Item): Promise<void> {
  await client.send(
    new PutItemCommand({
      TableName: table,
      Item: item,
      ConditionExpression: 'attribute_not_exists(instance)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  );
}
