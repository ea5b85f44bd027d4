import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import type { Entry } from '../../engine/entry.ts';
import { StoreUnavailable } from '../../engine/errors.ts';
import { openStore, type Store } from '../adapters/store.ts';
import { engineOver, who } from '../flow/engines.ts';
import { ALL_TRIES, idleFaults, onceOnly, PUT, silent, unlucky } from './unlucky.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterEach(() => expect(idleFaults()).toBe(0));
afterAll(() => store.close());

describe('a start', () => {
  const request = { process: 'errand', input: {}, who };
  let keys = 0;
  const fresh = () => `key ${keys++}`;

  test.each([
    { name: 'once', times: 1, keyed: true },
    { name: 'as often as it is tried', times: ALL_TRIES, keyed: true },
    { name: 'once, without a key', times: 1, keyed: false },
    { name: 'as often as it is tried, without a key', times: ALL_TRIES, keyed: false },
  ])('whose answer is dropped ($name) is acknowledged', async ({ times, keyed }) => {
    const engine = await unlucky(store, { command: PUT, loses: 'answer', times });
    const { entry, repeated } = await engine.start({ ...request, ...(keyed && { key: fresh() }) });
    expect([entry.revision, repeated]).toEqual([1, false]);
    expect(await eventsOf(engine, entry.instance)).toEqual([]);
  });

  test('whose answer is dropped while others send to it is acknowledged as it began', async () => {
    const other = engineOver(store.client, store.names);
    const key = fresh();
    const engine = await unlucky(store, {
      ...{ command: PUT, loses: 'answer', times: ALL_TRIES },
      meanwhile: onceOnly(async () => {
        const { entry, repeated } = await other.start({ ...request, key });
        expect(repeated).toBe(true);
        await other.send(adding(entry.instance));
      }),
    });
    const { entry, repeated } = await engine.start({ ...request, key });
    expect([entry.revision, repeated]).toEqual([1, false]);
    expect(await eventsOf(other, entry.instance)).toEqual(['add']);
  });

  test('that never arrived finds what a rival began under the same key', async () => {
    const other = engineOver(store.client, store.names);
    const key = fresh();
    let theirs: Entry | undefined;
    const engine = await unlucky(store, {
      ...{ command: PUT, loses: 'request', times: 1 },
      meanwhile: onceOnly(async () => {
        theirs = (await other.start({ ...request, key })).entry;
      }),
    });
    expect(await engine.start({ ...request, key })).toEqual({ entry: theirs, repeated: true });
  });

  test('beyond all tries is unknown to the caller, who starts again under the same key', async () => {
    const other = engineOver(store.client, store.names);
    const key = fresh();
    const engine = await unlucky(store, silent());
    await expect(engine.start({ ...request, key })).rejects.toThrow(StoreUnavailable);
    const first = await other.start({ ...request, key });
    expect([first.repeated, first.entry.revision]).toEqual([true, 1]);
    await other.send(adding(first.entry.instance));
    expect(await engine.start({ ...request, key })).toEqual(first);
    expect(await eventsOf(other, first.entry.instance)).toEqual(['add']);
  });
});

const adding = (instance: string) => ({ instance, event: { type: 'add', n: 1 }, who });

async function eventsOf(engine: Engine, instance: string): Promise<readonly string[]> {
  expect((await engine.verify(instance)).problems).toEqual([]);
  return (await engine.journal(instance, 2, 100)).map(({ event }) => event.type);
}
