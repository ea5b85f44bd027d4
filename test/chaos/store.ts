import { mkdir } from 'node:fs/promises';
import { type AttributeValue, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../adapters/attributes.ts';
import { createDynamoClient } from '../../adapters/dynamo-client.ts';
import { createTables } from '../../adapters/tables.ts';
import { type Child, keepRunning } from './child.ts';
import { names } from './names.ts';
import type { Put } from './witness.ts';

/** The store in a process of its own, its files in a folder; started again on both whenever it ends. */
export interface Store {
  readonly child: Child<never>;
  /** Reads what stands where a put was to go, past the gate. */
  read(put: Put): Promise<Item | undefined>;
  /** All items of a table. */
  all(table: string): Promise<Item[]>;
  close(): void;
}

export interface StoreOptions {
  readonly program: string;
  readonly folder: string;
  readonly port: number;
  /** It answers, and nobody but the caller has asked it anything. */
  readonly opened: (store: Store) => void;
  readonly ended: () => void;
  readonly crashed: (why: string) => void;
}

/** Starts the store and makes its tables. */
export async function openStore({
  program,
  folder,
  port,
  opened,
  ended,
  crashed,
}: StoreOptions): Promise<Store> {
  await mkdir(folder, { recursive: true });
  const client = createDynamoClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'local',
    credentials: { accessKeyId: 'witness', secretAccessKey: 'chaos' },
  });
  let made = false;
  let tell = () => {};
  const ready = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const child = keepRunning<never, unknown>({
    name: 'the store',
    path: program,
    args: [folder, String(port)],
    heard: () => (made ? opened(store) : tell()),
    ended,
    crashed,
  });
  const store: Store = {
    child,
    async read({ entry: { instance, revision } }) {
      const key = { instance: { S: instance }, revision: { N: String(revision) } };
      const { Item } = await client.send(
        new GetItemCommand({ TableName: names.journal, Key: key, ConsistentRead: true }),
      );
      return Item;
    },
    async all(table) {
      const items: Item[] = [];
      let start: Record<string, AttributeValue> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new ScanCommand({ TableName: table, ExclusiveStartKey: start, ConsistentRead: true }),
        );
        items.push(...Items);
        start = LastEvaluatedKey;
      } while (start !== undefined);
      return items;
    },
    close() {
      child.stop();
      client.destroy();
    },
  };
  await ready;
  await createTables(client, names);
  made = true;
  return store;
}
