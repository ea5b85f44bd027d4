import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDefinitions } from '../../engine/registry.ts';
import { createRelay } from '../../engine/relay.ts';
import { definition as order } from '../../machines/order/v1.ts';
import { who } from './engines.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ definitions: [order], performer: () => ({}) });
  world.present.set('packer', ['ann']);
});
afterEach(() => world.close());

/** A paid order; its id. */
async function paid(): Promise<string> {
  const lines = [{ sku: 'A-1', quantity: 2, unitPriceMinor: 10_000 }];
  const input = { customer: 'c-1', currency: 'EUR', lines };
  const { entry } = await world.engine.start({ process: 'order', input, who });
  await world.send(entry.instance, 'pay', { amountMinor: 20_000, reference: 'P-1' });
  return entry.instance;
}

test('a relay that begins anew, is slow and is cut off does not bring back a task that is closed', async () => {
  const instance = await paid();
  await world.work();
  const held = () => world.board.held('ann');
  expect(await held()).toHaveLength(1);
  const then = await world.journal.read(instance, 1, 50);
  await world.send(instance, 'pack');
  await world.work();
  expect(await held()).toEqual([]);
  const definitions = createDefinitions([order]);
  const { engine, journal, projection, board, queue, now } = world;
  const slow = createRelay({
    ...{ engine, board, queue, definitions, now },
    journal: { ...journal, read: async () => then },
    projection: {
      ...projection,
      get: async () => undefined,
      put: () => Promise.reject(new Error('cut off')),
    },
  });
  await expect(slow.relay(instance, [], true)).rejects.toThrow('cut off');
  expect(await held()).toEqual([]);
});
