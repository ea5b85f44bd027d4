import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ownNames, type TableNames, tables } from '../../../adapters/tables.ts';
import { createSimulatedStore, type SimulatedStore } from './store.ts';

export interface OpenedStore {
  readonly store: SimulatedStore;
  /** A client that meets no fault and takes no time. */
  readonly client: DynamoDBClient;
  readonly names: TableNames;
  close(): Promise<void>;
}

/** A simulated store with every table, empty. */
export async function openSimulatedStore(): Promise<OpenedStore> {
  const store = createSimulatedStore({ tables, now: () => 0 });
  const client = { send: async (command: object) => store.execute(command) } as unknown as DynamoDBClient;
  return { store, client, names: ownNames, close: async () => {} };
}
