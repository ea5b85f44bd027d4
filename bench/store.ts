import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { ownNames } from '../adapters/tables.ts';

export const names = ownNames;

const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };

/** A client as the functions make theirs. */
export function clientOf(endpoint: string): DynamoDBClient {
  return createDynamoClient({ endpoint, region: 'us-east-1', credentials });
}

/** A client as the SDK makes it where nothing is set. */
export function plainClientOf(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
}

/** Runs `use` with a fresh dynalite in a process of its own, on a free port of 127.0.0.1, its tables made. */
export async function withStore<T>(use: (endpoint: string) => Promise<T>): Promise<T> {
  const child = fork(fileURLToPath(new URL('store-process.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
  });
  try {
    return await use(await endpointOf(child));
  } finally {
    child.kill();
  }
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('message', (told: { endpoint: string }) => resolve(told.endpoint));
    child.once('exit', (code) => reject(new Error(`The store ended with ${code} before it was ready.`)));
  });
}
