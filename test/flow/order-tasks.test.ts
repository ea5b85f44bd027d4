import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenOf } from '../../engine/entry.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { createRelay } from '../../engine/relay.ts';
import { definition as order } from '../../machines/order/v1.ts';
import { who } from './engines.ts';
import { openWorld, type World } from './world.ts';

const DAY = 86_400_000;
const PACKERS = ['ann', 'bob', 'cyd'];

let world: World;
beforeEach(async () => {
  world = await openWorld({ definitions: [order], performer: () => ({}) });
  world.present.set('packer', PACKERS);
  world.present.set('approver', ['fay', 'gus']);
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

/** A delivered order of which a part is to be given back. */
async function toApprove(): Promise<string> {
  const instance = await paid();
  await world.send(instance, 'pack');
  await world.send(instance, 'ship', { carrier: 'ACME', tracking: 'T-1' });
  await world.send(instance, 'deliver');
  await world.send(instance, 'grantRefund', { amountMinor: 500, reason: 'scratch' });
  return instance;
}

async function openTask(instance: string) {
  const { tasks } = await world.engine.head(instance);
  const [task] = tasks;
  if (task === undefined) throw new Error(`${instance} has no task.`);
  return task;
}
const told = (about: string) =>
  world.tries.filter(({ input }) => (input as { about: string }).about === about).map(({ input }) => input);

test('packing goes to those who are present, in turn', async () => {
  const orders = [await paid(), await paid(), await paid(), await paid()];
  await world.work();
  const packers = await Promise.all(orders.map(async (one) => (await openTask(one)).person));
  expect(packers).toEqual([...PACKERS, 'ann']);
});

test('refunds to approve go to whoever has fewest', async () => {
  const orders = [await toApprove(), await toApprove(), await toApprove(), await toApprove()];
  await world.work();
  const approvers = await Promise.all(orders.map(async (one) => (await openTask(one)).person));
  expect(approvers.toSorted()).toEqual(['fay', 'fay', 'gus', 'gus']);
});

test('a refund is approved by the form of its task: a bad one changes nothing', async () => {
  const instance = await toApprove();
  const token = tokenOf(await openTask(instance));
  await world.engine.task({ instance, kind: 'claim', token, person: 'fay', who });
  const complete = (person: string, event: { type: string; reason?: string }) =>
    world.engine.send({ instance, event, who, task: { ...token, person } });
  const bad = complete('fay', { type: 'declineRefund', reason: 'Not today!' });
  await expect(bad).rejects.toMatchObject({ code: 'invalid-event' });
  await expect(complete('gus', { type: 'approveRefund' })).rejects.toMatchObject({ code: 'task-taken' });
  expect((await openTask(instance)).person).toBe('fay');
  const { entry } = await complete('fay', { type: 'approveRefund' });
  expect([entry.tasks, entry.closed]).toEqual([[], [token]]);
  await expect(complete('fay', { type: 'approveRefund' })).rejects.toMatchObject({ code: 'task-closed' });
});

test('packing that is overdue stands first in the inbox, and the warehouse is told each day', async () => {
  const late = await paid();
  await world.work();
  world.pass(DAY / 2);
  const next = await paid();
  await world.work();
  for (let day = 1; day <= 2; day++) {
    world.pass(DAY);
    await world.sweep();
    await world.work();
  }
  const overdue = { people: PACKERS, roles: ['packer'], dueBefore: world.now() };
  const { items } = await world.board.list(overdue, 10);
  expect(items.map(({ instance }) => instance)).toEqual([late, next]);
  const warnings = told('packing-overdue');
  expect(warnings.length).toBeGreaterThanOrEqual(3);
  expect(warnings).toContainEqual(expect.objectContaining({ to: 'warehouse' }));
});

test('a refund that nobody approves is told to finance, and given up after two weeks', async () => {
  const instance = await toApprove();
  for (let day = 1; day <= 15; day++) {
    world.pass(DAY);
    await world.sweep();
    await world.work();
  }
  expect(told('refund-to-approve').length).toBeGreaterThanOrEqual(12);
  expect((await world.engine.head(instance)).tasks).toEqual([]);
});

test('a relay that begins anew, is slow and is cut off does not bring back a task that is closed', async () => {
  const instance = await paid();
  await world.work();
  const { person } = await openTask(instance);
  const held = () => world.board.held(person ?? '');
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
