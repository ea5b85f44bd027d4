import {
  DeleteItemCommand,
  type DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../adapters/client-settings.ts';
import { createDynamoClient } from '../../adapters/dynamo-client.ts';
import { CREDENTIALS, openStrictServer, type Received, type StrictServer } from './strict-server.ts';

/** A strict server and clients of it. */
export interface Scene {
  readonly server: StrictServer;
  readonly client: DynamoDBClient;
  another(config?: DynamoDBClientConfig): DynamoDBClient;
  close(): Promise<void>;
}

/** The settings with every time limit short enough to wait for. */
export const HASTY = Object.fromEntries(
  Object.entries(clientSettings.requestHandler).map(([name, value]) => [
    name,
    typeof value === 'number' ? 100 : value,
  ]),
);

type Client = DynamoDBClient;
const Key = { i: { S: 'é' } };
const Item = { ...Key, b: { B: new Uint8Array(3) } };

export const put = (client: Client, TableName = 't') => client.send(new PutItemCommand({ TableName, Item }));
export const get = (client: Client, TableName = 't') => client.send(new GetItemCommand({ TableName, Key }));
const query = (client: Client, TableName = 't') =>
  client.send(new QueryCommand({ TableName, KeyConditionExpression: 'i = :i' }));
const update = (client: Client, TableName = 't') => client.send(new UpdateItemCommand({ TableName, Key }));
const remove = (client: Client, TableName = 't') => client.send(new DeleteItemCommand({ TableName, Key }));

/** A call of each command that is tried leanly. */
export const calls = { put, get, query, update, remove };

export async function openScene(config: DynamoDBClientConfig = {}): Promise<Scene> {
  const server = await openStrictServer();
  const clients: DynamoDBClient[] = [];
  const another: Scene['another'] = (more = {}) => {
    const { endpoint } = server;
    const client = createDynamoClient({
      endpoint,
      region: 'eu-west-1',
      credentials: CREDENTIALS,
      ...config,
      ...more,
    });
    clients.push(client);
    return client;
  };
  return {
    server,
    client: another(),
    another,
    async close() {
      for (const client of clients) client.destroy();
      await server.close();
    },
  };
}

/** How the requests were made since one last asked, such as `lean` or `whole`; a refused signature has a mark. */
export function ways({ received }: StrictServer): string[] {
  return received.splice(0).map(wayOf);
}

function wayOf({ lean, refused }: Received): string {
  return `${lean ? 'lean' : 'whole'}${refused === undefined ? '' : '!'}`;
}
