import {
  BatchGetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calls, get, openScene, put, type Scene, ways } from './lean-scene.ts';

const ITEM = { TableName: 't', Item: { i: { S: 'a' } } };

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

describe('a lean try', () => {
  test.each(Object.entries(calls))('is what follows the first %s', async (_, call) => {
    for (let n = 0; n < 3; n++) await call(scene.client);
    const [first, ...others] = scene.server.received;
    expect(ways(scene.server)).toEqual(['whole', 'lean', 'lean']);
    for (const { operation, body } of others)
      expect({ operation, body }).toEqual({ operation: first?.operation, body: first?.body });
  });

  test('is learned for each command, table and client by itself', async () => {
    const other = scene.another();
    const each = [
      () => put(scene.client),
      () => put(scene.client, 'other'),
      () => get(scene.client),
      () => put(other),
    ];
    for (const call of [...each, ...each]) await call();
    expect(ways(scene.server)).toEqual([...Array(4).fill('whole'), ...Array(4).fill('lean')]);
  });

  test('waits until something is learned: calls before that go through all layers', async () => {
    await Promise.all(Array.from({ length: 20 }, () => put(scene.client)));
    expect(ways(scene.server)).toEqual(Array(20).fill('whole'));
    await Promise.all(Array.from({ length: 20 }, () => put(scene.client)));
    expect(ways(scene.server)).toEqual(Array(20).fill('lean'));
  });

  test('is for the hot path alone', async () => {
    const { client, server } = scene;
    for (let n = 0; n < 2; n++) {
      await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: ITEM }] }));
      await client.send(new ScanCommand({ TableName: 't' }));
      await client.send(new BatchGetItemCommand({ RequestItems: { t: { Keys: [{ i: { S: 'a' } }] } } }));
      await client.send(new ListTablesCommand());
    }
    const tokens = server.received.flatMap(({ body }) => body.ClientRequestToken ?? []);
    expect(new Set(tokens).size).toBe(2);
    expect(ways(server)).toEqual(Array(8).fill('whole'));
  });

  test('needs an endpoint without a path', async () => {
    const { server } = scene;
    const client = scene.another({ endpoint: `${server.endpoint}/behind/a/proxy` });
    for (let n = 0; n < 3; n++) await put(client);
    expect(ways(server)).toEqual(['whole', 'whole', 'whole']);
  });
});

describe('a call with options', () => {
  test('goes through all layers', async () => {
    const { client, server } = scene;
    for (let n = 0; n < 2; n++) await put(client);
    for (let n = 0; n < 2; n++) await client.send(new PutItemCommand(ITEM), { requestTimeout: 5000 });
    for (let n = 0; n < 2; n++) await put(client);
    expect(ways(server)).toEqual(['whole', 'lean', 'whole', 'whole', 'whole', 'lean']);
  });

  test('ends when its signal says so, and is not tried again', async () => {
    const { client, server } = scene;
    for (let n = 0; n < 2; n++) await put(client);
    server.replies.push('silence');
    const abort = new AbortController();
    const call = client.send(new PutItemCommand(ITEM), { abortSignal: abort.signal });
    while (server.received.length < 3) await new Promise(setImmediate);
    abort.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await put(client);
    expect(ways(server)).toEqual(['whole', 'lean', 'whole', 'whole']);
  });
});

describe('a layer that is added', () => {
  test('at initialize sees every call', async () => {
    let calls = 0;
    scene.client.middlewareStack.add(
      (next) => (args) => {
        calls += 1;
        return next(args);
      },
      { step: 'initialize', name: 'counted' },
    );
    for (let n = 0; n < 3; n++) await put(scene.client);
    expect([calls, ways(scene.server)]).toEqual([3, ['whole', 'lean', 'lean']]);
  });

  test.each(['serialize', 'build', 'finalizeRequest', 'deserialize', 'initialize'] as const)(
    'below the lean try, at %s, ends it',
    async (step) => {
      const { client, server } = scene;
      let calls = 0;
      const count =
        <T>(next: (args: T) => Promise<unknown>) =>
        (args: T) => {
          calls += 1;
          return next(args);
        };
      client.middlewareStack.add(count as never, { step: step as 'build', priority: 'low', name: 'counted' });
      for (let n = 0; n < 3; n++) await put(client);
      expect([calls, ways(server)]).toEqual([3, ['whole', 'whole', 'whole']]);
    },
  );
});

describe('a logger', () => {
  test('that is given hears of every call', async () => {
    const heard: unknown[] = [];
    const quiet = () => {};
    const logger = { debug: quiet, warn: quiet, error: quiet, info: (told: unknown) => heard.push(told) };
    const client = scene.another({ logger });
    for (let n = 0; n < 2; n++) await put(client);
    expect(heard).toHaveLength(2);
    for (const told of heard) expect(told).toMatchObject({ commandName: 'PutItemCommand', output: {} });
    expect(ways(scene.server)).toEqual(['whole', 'lean']);
  });

  test('that is not given costs nothing', () => {
    expect(scene.client.middlewareStack.identify().join()).not.toMatch(/logger/i);
  });
});
