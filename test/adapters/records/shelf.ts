import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openKeyFile } from '../../../adapters/keys-file.ts';
import type { TableNames } from '../../../adapters/tables.ts';
import type { Who } from '../../../engine/entry.ts';
import { recordsOf } from '../../../functions/wiring.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import { withFolder } from '../folder.ts';
import { createMemoryFiles } from '../memory-files.ts';
import { openStore, type Store } from '../store.ts';

export const who: Who = { kind: 'caller', id: 'anonymous' };

/** Everything about records over a DynamoDB of its own; `over` is the same over another client. */
export interface Shelf extends ReturnType<typeof recordsOf> {
  readonly store: Store;
  over(client: DynamoDBClient, names?: TableNames): ReturnType<typeof recordsOf>;
}

/** Opens one; the clock moves by a second each time it is looked at. */
export async function openShelf(): Promise<Shelf> {
  const store = await openStore();
  const keys = await withFolder((folder) => openKeyFile(join(folder, 'key')));
  let time = Date.UTC(2026, 0, 1, 12);
  const now = () => {
    time += 1000;
    return time;
  };
  const files = createMemoryFiles();
  const over = (client: DynamoDBClient, names = store.names) =>
    recordsOf(client, names, keys, files, { now });
  return { ...over(store.client), store, over };
}

/** Runs `body` with a shelf, which is closed afterwards. */
export async function withShelf(body: (shelf: Shelf) => Promise<void>): Promise<void> {
  const shelf = await openShelf();
  try {
    await body(shelf);
  } finally {
    await shelf.store.close();
  }
}

/** A customer of this name. */
export function called(name: string, more: Partial<Customer> = {}): Customer {
  return { name, language: 'en', consent: {}, tags: [], fields: {}, ...more };
}
