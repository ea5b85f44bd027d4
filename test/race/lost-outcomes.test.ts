import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { Stale, StoreUnavailable } from '../../engine/errors.ts';
import { openStore, type Store } from '../adapters/store.ts';
import { begin, contextOf, engineOver, who } from '../flow/engines.ts';
import { ALL_TRIES, idleFaults, onceOnly, PUT, silent, unlucky } from './unlucky.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 0, 1, 12);

let store: Store;
let time = NOON;
const now = () => time;
beforeAll(async () => {
  store = await openStore();
});
afterEach(() => {
  expect(idleFaults()).toBe(0);
  time = NOON;
});
afterAll(() => store.close());

const send = (engine: Engine, instance: string, type: string, more: object = {}) =>
  engine.send({ instance, event: { type, ...more }, who });

async function kindsOf(engine: Engine, instance: string): Promise<readonly string[]> {
  expect((await engine.verify(instance)).problems).toEqual([]);
  return (await engine.journal(instance, 2, 100)).map(({ kind, event }) => `${kind} ${event.type}`);
}

test.each([{ rival: false }, { rival: true }])(
  "an effect's outcome whose answer is dropped for good is stale the next time (rival: $rival)",
  async ({ rival }) => {
    const other = engineOver(store.client, store.names, { now });
    const instance = await begin(other);
    await send(other, instance, 'ask');
    const meanwhile = () => send(other, instance, 'add', { n: 1 });
    const engine = await unlucky(store, silent(rival ? meanwhile : undefined), { now });
    const outcome = { kind: 'result', outcome: { output: { answer: 'yes' } } } as const;
    const delivery = { instance, token: { revision: 2, index: 0 }, ...outcome };
    await expect(engine.deliver(delivery)).rejects.toThrow(StoreUnavailable);
    await expect(engine.deliver(delivery)).rejects.toThrow(Stale);
    expect(contextOf(await other.head(instance)).answers).toEqual(['yes']);
    expect(await kindsOf(other, instance)).toEqual([
      ...['event ask', 'result xstate.done.actor.reply'],
      ...(rival ? ['event add'] : []),
    ]);
  },
);

test('of two outcomes of one effect the first one stands', async () => {
  const other = engineOver(store.client, store.names, { now });
  const instance = await begin(other);
  await send(other, instance, 'ask');
  const deliver = (engine: Engine, answer: string) =>
    engine.deliver({
      ...{ instance, token: { revision: 2, index: 0 }, kind: 'result' },
      outcome: { output: { answer } },
    });
  const engine = await unlucky(store, {
    ...{ command: PUT, loses: 'request', times: 1 },
    meanwhile: onceOnly(() => deliver(other, 'theirs')),
  });
  await expect(deliver(engine, 'mine')).rejects.toThrow(Stale);
  expect(contextOf(await other.head(instance)).answers).toEqual(['theirs']);
});

test.each([
  { name: 'the answer to its put is dropped', fault: { command: PUT, loses: 'answer', times: ALL_TRIES } },
  { name: 'its put never arrives', fault: { command: PUT, loses: 'request', times: 1 } },
] as const)('an overdue timer fires once before the event that met it: $name', async ({ fault }) => {
  const other = engineOver(store.client, store.names, { now });
  const instance = await begin(other);
  await send(other, instance, 'wait');
  time += 4 * DAY;
  const engine = await unlucky(store, { ...fault }, { now });
  await send(engine, instance, 'add', { n: 1 });
  await expect(engine.deliver({ instance, token: { revision: 2, index: 0 }, kind: 'timer' })).rejects.toThrow(
    Stale,
  );
  const head = await other.head(instance);
  expect(contextOf(head)).toMatchObject({ rings: 1, total: 1 });
  expect((await other.at(instance, 3)).at).toBe(NOON + 3 * DAY);
  expect(await kindsOf(other, instance)).toEqual([
    ...['event wait', 'timer xstate.after.long.errand.waiting', 'event add'],
  ]);
});

test('an overdue timer that a rival fires meanwhile does not fire again', async () => {
  const other = engineOver(store.client, store.names, { now });
  const instance = await begin(other);
  await send(other, instance, 'wait');
  time += 4 * DAY;
  const engine = await unlucky(
    store,
    { command: PUT, loses: 'request', times: 1, meanwhile: onceOnly(() => send(other, instance, 'ask')) },
    { now },
  );
  await send(engine, instance, 'add', { n: 1 });
  expect(contextOf(await other.head(instance))).toMatchObject({ rings: 1, total: 1 });
  expect(await kindsOf(other, instance)).toEqual([
    ...['event wait', 'timer xstate.after.long.errand.waiting', 'event ask', 'event add'],
  ]);
});
