import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { Level } from 'level';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createTables, type TableNames } from '../adapters/tables.ts';
import { CannotStart } from './cannot-start.ts';

// Node 20 is supported here on purpose; the SDK's advice is for those who choose its versions: us.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

export interface LocalStore {
  readonly client: DynamoDBClient;
  readonly names: TableNames;
  close(): Promise<void>;
}

/**
 * An embedded DynamoDB whose files lie in `folder`, spoken to over 127.0.0.1. Throws `CannotStart` where another
 * process has the folder, where its files are damaged, or where it cannot be written.
 */
export async function openStore(folder: string): Promise<LocalStore> {
  const path = join(folder, 'store');
  await mkdir(path, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new CannotStart(`The folder ${folder} cannot be written (${cause.code}).`);
  });
  await probe(folder, path);
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = createDynamoClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const names = { journal: 'journal', projection: 'projection', customers: 'customers' };
  await createTables(client, names);
  return {
    client,
    names,
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) =>
        server.close((error) => (error ? reject(error) : resolve())),
      );
    },
  };
}

/** The embedded store reports a folder that it cannot open only by failing every call: so it is opened here first. */
async function probe(folder: string, path: string): Promise<void> {
  const level = new Level(path);
  try {
    await level.open();
  } catch (error) {
    const cause = (error as { cause?: { code?: string; message?: string } }).cause;
    if (cause?.code === 'LEVEL_LOCKED')
      throw new CannotStart(`The folder ${folder} is in use by another Baton.`);
    throw new CannotStart(
      `The files in ${path} are damaged (${cause?.message ?? cause?.code ?? 'unknown'}).`,
    );
  } finally {
    await level.close();
  }
}
