import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDynamoJournal } from '../../../adapters/dynamo-journal.ts';
import type { Definition } from '../../../engine/definition.ts';
import { durable } from '../../../engine/durable.ts';
import { createEngine, type Engine } from '../../../engine/engine.ts';
import { type Entry, effectTokenOf, tokenOf, type Who } from '../../../engine/entry.ts';
import type { Sent } from '../../../engine/incoming.ts';
import { peek } from '../../../engine/kernel.ts';
import { createMigrateAll, type MigratedPage } from '../../../engine/migrate-all.ts';
import type { Journal } from '../../../engine/ports.ts';
import { createDefinitions } from '../../../engine/registry.ts';
import { viewOf } from '../../../engine/view.ts';
import { bundledReferenceData } from '../../../functions/reference-data.ts';
import { definition as v1 } from '../../../machines/order/v1.ts';
import { explore } from '../../../versions/explore.ts';
import { openStore, type Store } from '../../adapters/store.ts';
import { because, confirm, deliver, pack, pay, refund, ship } from '../../machines/order/orders.ts';
import { definition as v2 } from './v2.ts';

const who: Who = { kind: 'caller', id: 'shop' };
const day = 86_400_000;
const chair = { sku: 'CHAIR', quantity: 2, unitPriceMinor: 10_000 };
const pot = { sku: 'POT', quantity: 1, unitPriceMinor: 500 };
const back = { type: 'requestReturn', articles: [{ line: 0, quantity: 2 }] };

const paid = [pay()];
const packed = [...paid, pack];
const shipped = [...packed, ship];
const delivered = [...shipped, deliver];

/** Every state of an order's fulfilment: how it gets there, where it stands then in version 2, and what is next. */
const places: readonly [string, Sent[], string, Sent | undefined][] = [
  ['awaitingPayment', [], 'unpaid', pay()],
  ['packing', paid, 'wrapping', ship],
  ['packing of several lines', [pay(20_500)], 'picking', ship],
  ['shipping', packed, 'wrapping', ship],
  ['delivering', shipped, 'delivering', deliver],
  ['delivered', delivered, 'delivered', confirm],
  [
    'approving',
    [...delivered, { type: 'grantRefund', amountMinor: 1_000, reason: 'scratch' }],
    'delivered',
    confirm,
  ],
  ['returning', [...delivered, back], 'returning', { type: 'returnReceived' }],
  ['refunding', [...paid, because('cancel')], 'refunding', refund(20_000)],
  ['settled', [...delivered, confirm], 'settled', undefined],
];

let store: Store;
let journal: Journal;
const clock = { now: Date.UTC(2026, 0, 1, 12) };
let last = 0;
beforeAll(async () => {
  store = await openStore();
  journal = createDynamoJournal(store.client, store.names.journal);
});
afterAll(() => store.close());

/** A process that knows these versions; it keeps heads of its own. */
function knowing(...versions: readonly Definition[]): Engine {
  return createEngine({
    journal,
    definitions: createDefinitions(versions),
    now: () => clock.now,
    newId: () => `id${String(++last).padStart(24, '0')}`,
    random: () => 0,
    sleep: async () => {},
    references: bundledReferenceData,
  });
}

/** Tells the customer what there is to tell, by this engine. */
async function tellAll(engine: Engine, instance: string): Promise<void> {
  for (;;) {
    const {
      pending: [notice],
      status,
    } = await engine.head(instance);
    if (notice === undefined || status !== 'active') return;
    await engine.deliver({ instance, kind: 'result', token: effectTokenOf(notice), outcome: { output: {} } });
  }
}

/** An order of version 1 that came to a place; `quiet`: the customer was told all that there was to tell. */
async function brought(place: string, events: readonly Sent[], notices: string): Promise<Entry> {
  const engine = knowing(v1);
  const lines = place.includes('several') ? [chair, pot] : [chair];
  const input = { customer: 'c-1', currency: 'EUR', lines };
  const { instance } = (await engine.start({ process: 'order', input, who })).entry;
  for (const event of events) await engine.send({ instance, event, who });
  if (notices === 'quiet') await tellAll(engine, instance);
  return engine.head(instance);
}

function fulfilmentOf({ snapshot }: Entry): string {
  const { open } = peek(snapshot).value as { open: { fulfilment: string | object } };
  return typeof open.fulfilment === 'string' ? open.fulfilment : (Object.keys(open.fulfilment)[0] ?? '');
}

const ways: Readonly<Record<string, (context: Context) => Sent>> = {
  unpaid: ({ totals }) => pay(totals.balanceMinor),
  picking: () => ship,
  wrapping: () => ship,
  delivering: () => deliver,
  delivered: () => confirm,
  returning: () => ({ type: 'returnReceived' }),
  refunding: ({ refundDueMinor }) => refund(refundDueMinor),
};
interface Context {
  readonly totals: { readonly balanceMinor: number };
  readonly refundDueMinor: number;
}

/** Leads an order of version 2 to its end. */
async function finish(engine: Engine, instance: string): Promise<Entry> {
  for (;;) {
    await tellAll(engine, instance);
    const head = await engine.head(instance);
    if (head.status !== 'active') return head;
    const event = ways[fulfilmentOf(head)]?.(peek(head.snapshot).context as Context);
    if (event === undefined) throw new Error(`There is no way on from ${fulfilmentOf(head)}.`);
    await engine.send({ instance, event, who });
  }
}

const everywhere = places.flatMap(([place, events, then, next]) =>
  ['telling', 'quiet'].flatMap((notices) =>
    // An order that is settled and has told everything is at its end.
    place === 'settled' && notices === 'quiet' ? [] : [{ place, events, then, next, notices }],
  ),
);

test('these are all the states in which an order can rest', async () => {
  const values = new Set<string>();
  for (const { place, events, notices } of everywhere) {
    values.add(JSON.stringify(peek((await brought(place, events, notices)).snapshot).value));
  }
  expect(values.size).toBe(17);
  const { heads } = explore(durable(v1), { seed: 1, steps: 2000 });
  expect([...heads.keys()].filter((value) => !values.has(value))).toEqual([]);
});

describe('an order of version 1 goes on in version 2', () => {
  test.each(everywhere)('$place, $notices', async ({ place, events, notices, then, next }) => {
    const before = await brought(place, events, notices);
    const { instance, revision } = before;
    const engine = knowing(v1, v2);
    clock.now += 60_000;
    if (next === undefined) await tellAll(engine, instance);
    else await engine.send({ instance, event: next, who });
    const migration = await engine.at(instance, revision + 1);
    expect(migration).toMatchObject({ kind: 'migration', version: 2, status: 'active', at: clock.now });
    expect(fulfilmentOf(migration)).toBe(then);
    expect(viewOf(durable(v2), migration)).toMatchObject({
      customer: 'c-1',
      key: viewOf(durable(v1), before).key,
    });

    const gone = /\.(returnReminder|approval\w+)\./;
    const waits = before.timers.filter(({ event }) => !gone.test(event.type));
    const kept = migration.timers.filter((timer) => timer.revision <= revision);
    expect(kept.map(({ dueAt }) => dueAt)).toEqual(waits.map(({ dueAt }) => dueAt));
    const begun = migration.timers.filter((timer) => timer.revision > revision);
    const praise = { event: { type: 'xstate.after.praise.delivered' }, dueAt: clock.now + 3 * day };
    const window = { event: { type: 'xstate.after.returnWindow.delivered' }, dueAt: clock.now + 14 * day };
    const arms: Record<string, object[]> = { delivered: [praise], approving: [praise, window] };
    expect(begun).toMatchObject(arms[place] ?? []);
    expect(migration.effects).toEqual([]);
    expect(migration.pending.map(effectTokenOf)).toEqual(before.pending.map(effectTokenOf));
    expect(migration.pending.map(({ id }) => id)).toEqual(before.pending.map(() => 'letter'));

    const end = await finish(engine, instance);
    expect(end).toMatchObject({ status: 'done', version: 2 });
    expect(await engine.verify(instance)).toMatchObject({ intact: true });
    const entries = await engine.journal(instance, 1, 100);
    expect(entries.filter(({ kind }) => kind === 'migration')).toHaveLength(1);
  });

  test('and its deadlines come when they were due', async () => {
    const { instance, timers } = await brought('awaitingPayment', [], 'quiet');
    const deadline = timers.find(({ event }) => event.type.includes('paymentDeadline'));
    const engine = knowing(v1, v2);
    await engine.migrate(instance);
    if (deadline === undefined) throw new Error('There is no deadline.');
    clock.now = deadline.dueAt + 60_000;
    await engine.deliver({ instance, kind: 'timer', token: tokenOf(deadline) });
    await tellAll(engine, instance);
    const head = await engine.head(instance);
    const entries = await engine.journal(instance, 1, 100);
    const expired = entries.find(
      ({ event }) => event.type === 'xstate.after.paymentDeadline.order.open.fulfilment.unpaid',
    );
    expect(expired).toMatchObject({ kind: 'timer', version: 2, at: deadline.dueAt });
    expect(peek(head.snapshot).output).toMatchObject({ outcome: 'expired' });
  });

  test('by the command over all', async () => {
    const heads = await Promise.all(
      everywhere.map(({ place, events, notices }) => brought(place, events, notices)),
    );
    const engine = knowing(v1, v2);
    const migrateAll = createMigrateAll({ engine, journal, definitions: createDefinitions([v1, v2]) });
    let done: MigratedPage = await migrateAll({ segment: 0, of: 1, process: 'order' });
    while (done.onward !== undefined) done = await migrateAll(done.onward);
    expect(done).toMatchObject({ failed: 0, failures: [] });
    expect(done.migrated).toBeGreaterThanOrEqual(heads.length);
    for (const { instance } of heads) {
      expect(await engine.head(instance)).toMatchObject({ kind: 'migration', version: 2 });
      expect(await finish(engine, instance)).toMatchObject({ status: 'done' });
    }
  });
});
