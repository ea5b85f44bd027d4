import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { createDynamoClient } from '../../adapters/dynamo-client.ts';
import { createTables, ownNames, type TableNames } from '../../adapters/tables.ts';

/** A DynamoDB of its own, in memory, with every table: real protocol, no network beyond this machine. */
export interface Store {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly names: TableNames;
  /** One more client of the same store, for instance to put middleware on. */
  another(config?: DynamoDBClientConfig): DynamoDBClient;
  close(): Promise<void>;
}

/** Starts dynalite on a free port of 127.0.0.1 and creates the tables. Items may take 400 KB, or less if told. */
export async function openStore({ maxItemSizeKb = 400 } = {}): Promise<Store> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, maxItemSizeKb });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients: DynamoDBClient[] = [];
  const another = (config: DynamoDBClientConfig = {}): DynamoDBClient => {
    const client = createDynamoClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      ...config,
    });
    clients.push(client);
    return client;
  };
  const client = another();
  const names = ownNames;
  await createTables(client, names);
  return {
    client,
    endpoint,
    names,
    another,
    async close() {
      for (const each of clients) each.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
    },
  };
}
