import type { BatchGetItemCommandOutput } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { createDynamoProjection } from '../../adapters/dynamo-projection.ts';
import type { Projection } from '../../engine/ports.ts';
import { inject } from './failing.ts';
import { type OpenProjection, projectionContract } from './projection-contract.ts';
import { itemOf } from './projection-items.ts';
import { projectionListContract } from './projection-list-contract.ts';
import { openStore, type Store } from './store.ts';

const open: OpenProjection = async () => {
  const store = await openStore();
  return { projection: createDynamoProjection(store.client, store.names.projection), close: store.close };
};

projectionContract('DynamoDB', open);
projectionListContract('DynamoDB', open);

const orders = { processes: ['order'], order: 'newest' } as const;

describe('faults of the network', () => {
  test('a put whose answer was lost finds its own work', async () => {
    await withStore(async ({ store, projection }) => {
      const client = store.another();
      inject(client, { command: 'PutItemCommand', loses: 'answer', times: 1 });
      const faulty = createDynamoProjection(client, store.names.projection);
      const item = itemOf({ instance: 'i-1' });
      expect(await faulty.put(item, undefined)).toBe(true);
      expect(await projection.get('i-1')).toStrictEqual(item);
    });
  });

  test('items that the store hands back unprocessed are asked for again', async () => {
    await withStore(async ({ store, projection }) => {
      for (let n = 0; n < 30; n++) {
        await projection.put(itemOf({ instance: `i-${n}`, createdAt: n }), undefined);
      }
      const client = store.another();
      const calls = handBack(client, store.names.projection, 7);
      const { items } = await createDynamoProjection(client, store.names.projection).list(orders, 30);
      expect(items.map((item) => item.createdAt)).toEqual(Array.from({ length: 30 }, (_, n) => 29 - n));
      expect(calls()).toBe(Math.ceil(30 / 7));
    });
  });

  test('a store that hands back everything, again and again, is unavailable', async () => {
    await withStore(async ({ store, projection }) => {
      await projection.put(itemOf({ instance: 'i-1' }), undefined);
      const client = store.another();
      handBack(client, store.names.projection, 0);
      await expect(
        createDynamoProjection(client, store.names.projection).list(orders, 5),
      ).rejects.toMatchObject({ code: 'store-unavailable' });
    });
  });

  test.each<[string, (projection: Projection) => Promise<unknown>]>([
    ['get', (projection) => projection.get('i-1')],
    ['put', (projection) => projection.put(itemOf({ instance: 'i-1' }), undefined)],
    ['postpone', (projection) => projection.postpone('i-1', 1, 5)],
    ['remove', (projection) => projection.remove('i-1')],
    ['list', (projection) => projection.list(orders, 5)],
    ['list by state', (projection) => projection.list({ ...orders, state: 'open' }, 5)],
    ['due', (projection) => projection.due(0, 5)],
  ])('%s throws StoreUnavailable when the store is gone', async (_, call) => {
    const store = await openStore();
    const projection = createDynamoProjection(store.another({ maxAttempts: 1 }), store.names.projection);
    await store.close();
    await expect(call(projection)).rejects.toMatchObject({
      code: 'store-unavailable',
      cause: { code: 'ECONNREFUSED' },
    });
  });
});

/** Lets the store answer only the first `most` keys of every batch. Gives the number of calls so far. */
function handBack(client: Store['client'], table: string, most: number): () => number {
  let calls = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      if (context.commandName !== 'BatchGetItemCommand') return result;
      calls += 1;
      const output = result.output as BatchGetItemCommandOutput;
      const items = output.Responses?.[table] ?? [];
      output.Responses = { [table]: items.slice(0, most) };
      const Keys = items.slice(most).map((item) => ({ instance: item.instance ?? { S: '' } }));
      output.UnprocessedKeys = Keys.length > 0 ? { [table]: { Keys } } : {};
      return result;
    },
    { step: 'initialize', name: 'hand-back' },
  );
  return () => calls;
}

async function withStore(body: (scene: { store: Store; projection: Projection }) => Promise<void>) {
  const store = await openStore();
  await body({ store, projection: createDynamoProjection(store.client, store.names.projection) });
  await store.close();
}
