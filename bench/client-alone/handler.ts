import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient();

/** The commands that Baton sends. */
export const commands = {
  ...{ BatchGetItemCommand, DeleteItemCommand, GetItemCommand, PutItemCommand },
  ...{ QueryCommand, ScanCommand, UpdateItemCommand },
};

/** A function that has the SDK's client and nothing else: what every function's bundle is compared with. */
export async function handler(): Promise<{ statusCode: number }> {
  await client.send(
    new PutItemCommand({
      TableName: process.env.JOURNAL_TABLE,
      Item: { instance: { S: 'p8x2k6f0r4t9w3y7c1v5b8n2m6' }, revision: { N: String(Date.now()) } },
      ConditionExpression: 'attribute_not_exists(instance)',
    }),
  );
  return { statusCode: 201 };
}
