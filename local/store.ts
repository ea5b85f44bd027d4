import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ScanCommand,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { Level } from 'level';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createTables, ownNames, type TableNames, tables } from '../adapters/tables.ts';
import { CannotStart } from './cannot-start.ts';

// Node 20 is supported here on purpose; the SDK's advice is for those who choose its versions: us.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

export interface LocalStore {
  readonly client: DynamoDBClient;
  readonly names: TableNames;
  /** Whether nobody has ever started an instance here or written a record. */
  isEmpty(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * An embedded DynamoDB whose files lie in `folder`, spoken to over 127.0.0.1. Throws `CannotStart` where another
 * process has the folder, where its files are damaged, or where it cannot be written. `prepare` runs once the folder is
 * this process's, and before its files are opened.
 */
export async function openStore(folder: string, prepare = async () => {}): Promise<LocalStore> {
  const path = storePath(folder);
  const lock = await lockFolder(folder);
  await prepare().catch(async (error: unknown) => {
    await lock.close();
    throw error;
  });
  await makeFolder(path);
  await probe(path);
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = createDynamoClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const names = ownNames;
  await createTables(client, names);
  await renewProjection(client, names);
  return {
    client,
    names,
    async isEmpty() {
      const first = [names.journal, names.records].map((TableName) =>
        client.send(new ScanCommand({ TableName, Limit: 1 })),
      );
      return (await Promise.all(first)).every(({ Items = [] }) => Items.length === 0);
    },
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) =>
        server.close((error) => (error ? reject(error) : resolve())),
      );
      await lock.close();
    },
  };
}

/**
 * A projection whose indexes are those of an older Baton is made anew: it is derived, and `reconcile`, at every start,
 * fills it again.
 */
async function renewProjection(client: DynamoDBClient, names: TableNames): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: names.projection }));
  const has = (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName).sort();
  const wanted = tables.projection.globalIndexes.map(({ name }) => name).sort();
  if (isDeepStrictEqual(has, wanted)) return;
  await client.send(new DeleteTableCommand({ TableName: names.projection }));
  await waitUntilTableNotExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName: names.projection });
  await createTables(client, names);
}

/** Where the files of the store lie in the folder of all data. */
export function storePath(folder: string): string {
  return join(folder, 'store');
}

/** What an error of LevelDB means to a person; undefined for an error of anything else. */
export function storeTrouble(path: string, error: unknown): string | undefined {
  const { code, message } = error as { code?: string; message?: string };
  if (!code?.startsWith('LEVEL_')) return undefined;
  const what = code === 'LEVEL_CORRUPTION' ? 'are damaged' : 'cannot be used';
  return `The files in ${path} ${what} (${message ?? code}).`;
}

/** Holds the folder for this process until it ends: a LevelDB of its own, kept open for the sake of its lock. */
async function lockFolder(folder: string): Promise<Level> {
  const path = join(folder, 'lock');
  await makeFolder(path);
  const lock = new Level(path);
  await lock.open().catch(({ cause }: { cause?: { code?: string } }) => {
    if (cause?.code === 'LEVEL_LOCKED') {
      throw new CannotStart(`The folder ${folder} is in use by another Baton.`);
    }
    throw new CannotStart(storeTrouble(path, cause) ?? `The folder ${folder} cannot be locked.`);
  });
  return lock;
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new CannotStart(`The folder ${path} cannot be written (${cause.code}).`);
  });
}

/**
 * The embedded store reports files that it cannot open only by failing every call: so they are opened here first. A
 * table that was being created when its process was killed would never be finished: it goes, and is created anew.
 */
async function probe(path: string): Promise<void> {
  const files = await readdir(path);
  // LevelDB would begin anew, and remove what it no longer knows.
  if (!files.includes('CURRENT') && files.some((file) => /\.(ldb|log)$/.test(file))) {
    throw new CannotStart(`The files in ${path} are damaged (CURRENT is missing).`);
  }
  const level = new Level<string, { TableStatus?: string }>(path, { valueEncoding: 'json' });
  try {
    await level.open();
    for await (const [key, table] of level.iterator({ gt: 'table~', lt: 'table~\uffff' })) {
      if (table.TableStatus === 'CREATING') await level.del(key);
    }
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    throw new CannotStart(storeTrouble(path, cause ?? error) ?? `The files in ${path} cannot be used.`);
  } finally {
    await level.close();
  }
}
