import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from '../attributes.ts';
import { reaching } from '../dynamo-failure.ts';
import { keyOf } from './version-item.ts';

/** Reads stored versions, always up to date. */
export interface VersionReader {
  newest(record: string): Promise<Item | undefined>;
  at(record: string, revision: number): Promise<Item | undefined>;
  /** Versions from this revision on, in order; at most a page of them. */
  from(record: string, revision: number): Promise<readonly Item[]>;
}

const PAGE = 50;

/** Versions in a DynamoDB table (`tables.records`). Throws `StoreUnavailable`. */
export function createVersionReader(client: DynamoDBClient, table: string): VersionReader {
  async function query(record: string, from: number, newestFirst: boolean, limit: number) {
    const { Items = [] } = await reaching(
      client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: '#record = :record AND revision >= :from',
          ExpressionAttributeNames: { '#record': 'record' },
          ExpressionAttributeValues: { ':record': { S: record }, ':from': { N: String(from) } },
          ScanIndexForward: !newestFirst,
          ConsistentRead: true,
          Limit: limit,
        }),
      ),
    );
    return Items;
  }

  return {
    newest: async (record) => (await query(record, 1, true, 1))[0],
    from: (record, revision) => query(record, revision, false, PAGE),
    async at(record, revision) {
      const { Item } = await reaching(
        client.send(
          new GetItemCommand({ TableName: table, Key: keyOf(record, revision), ConsistentRead: true }),
        ),
      );
      return Item;
    },
  };
}
