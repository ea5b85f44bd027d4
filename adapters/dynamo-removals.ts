import { type AttributeValue, DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Removals } from '../engine/ports.ts';
import { reaching } from './dynamo-failure.ts';
import type { TableNames } from './tables.ts';

/** How many items are removed side by side. */
const AT_ONCE = 10;

/**
 * Removals in DynamoDB tables, item by item: whoever may delete an item of the journal need not be able to write one.
 * Throws `StoreUnavailable`; then some may be gone and others not.
 */
export function createDynamoRemovals(
  client: DynamoDBClient,
  names: Pick<TableNames, 'journal' | 'tasks'>,
): Removals {
  async function remove(table: string, keys: readonly Record<string, AttributeValue>[]): Promise<void> {
    for (let at = 0; at < keys.length; at += AT_ONCE) {
      await Promise.all(
        keys
          .slice(at, at + AT_ONCE)
          .map((Key) => reaching(client.send(new DeleteItemCommand({ TableName: table, Key })))),
      );
    }
  }

  return {
    entries: (instance, revisions) =>
      remove(
        names.journal,
        revisions.map((revision) => ({ instance: { S: instance }, revision: { N: String(revision) } })),
      ),
    tasks: (tasks) =>
      remove(
        names.tasks,
        tasks.map((task) => ({ task: { S: task } })),
      ),
  };
}
