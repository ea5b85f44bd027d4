import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { bytesOf } from './attributes.ts';
import { reaching } from './dynamo-failure.ts';
import type { Keyring } from './ports/vault.ts';
import { putOnce } from './put-once.ts';

/** Wrapped keys in a DynamoDB table (`tables.keys`). Throws `StoreUnavailable`. */
export function createDynamoKeyring(client: DynamoDBClient, table: string): Keyring {
  return {
    async get(subject) {
      const { Item } = await reaching(
        client.send(new GetItemCommand({ TableName: table, Key: keyOf(subject), ConsistentRead: true })),
      );
      return Item && bytesOf(Item, 'k');
    },

    async add(subject, wrapped) {
      const other = await putOnce(client, {
        table,
        key: keyOf(subject),
        item: { ...keyOf(subject), k: { B: wrapped } },
        isOurs: (stored) => Buffer.from(bytesOf(stored, 'k')).equals(wrapped),
      });
      return other === undefined ? wrapped : bytesOf(other, 'k');
    },
  };
}

function keyOf(subject: string) {
  return { subject: { S: subject } };
}
