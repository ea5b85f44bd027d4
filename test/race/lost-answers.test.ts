import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { EventNotAccepted, Finished, KeyReused, StoreUnavailable } from '../../engine/errors.ts';
import { openStore, type Store } from '../adapters/store.ts';
import { begin, contextOf, engineOver, who } from '../flow/engines.ts';
import { ALL_TRIES, idleFaults, onceOnly, PUT, silent, unlucky } from './unlucky.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterEach(() => expect(idleFaults()).toBe(0));
afterAll(() => store.close());

const add = (instance: string, n: number, id?: string) => ({
  ...{ instance, event: { type: 'add', n }, who },
  ...(id === undefined ? {} : { id }),
});

async function applied(engine: Engine, instance: string): Promise<readonly unknown[]> {
  const entries = await engine.journal(instance, 1, 100);
  expect((await engine.verify(instance)).problems).toEqual([]);
  return entries.slice(1).map((entry) => entry.event.payload?.n ?? entry.event.type);
}

describe('an event whose put succeeded and whose answer was dropped', () => {
  describe.each([
    { name: 'once: it is tried again', times: 1 },
    { name: 'as often as it is tried', times: ALL_TRIES },
  ])('$name', ({ times }) => {
    test.each([
      { kept: 'warm', rival: false },
      { kept: 'warm', rival: true },
      { kept: 'cold', rival: false },
      { kept: 'cold', rival: true },
    ])('is acknowledged, and applied once ($kept, rival in between: $rival)', async ({ kept, rival }) => {
      const other = engineOver(store.client, store.names);
      const instance = await begin(other);
      const meanwhile = onceOnly(() => other.send(add(instance, 100)));
      const engine = await unlucky(store, {
        command: PUT,
        loses: 'answer',
        times,
        ...(rival && { meanwhile }),
      });
      if (kept === 'warm') await engine.head(instance);
      const { entry, repeated } = await engine.send(add(instance, 1));
      expect([entry.revision, repeated, contextOf(entry).total]).toEqual([2, false, 1]);
      expect(await applied(other, instance)).toEqual(rival ? [1, 100] : [1]);
      // What the engine keeps now is good for the next put.
      await engine.send(add(instance, 2));
      expect(contextOf(await other.head(instance)).total).toBe(rival ? 103 : 3);
    });
  });

  test('gives its place to a rival where it never arrived, and takes the next', async () => {
    const other = engineOver(store.client, store.names);
    const instance = await begin(other);
    const meanwhile = onceOnly(() => other.send(add(instance, 100)));
    const engine = await unlucky(store, { command: PUT, loses: 'request', times: 1, meanwhile });
    const { entry } = await engine.send(add(instance, 1));
    expect([entry.revision, contextOf(entry).total]).toEqual([3, 101]);
    expect(await applied(other, instance)).toEqual([100, 1]);
  });

  test('may be refused where a rival came first and it never arrived', async () => {
    const other = engineOver(store.client, store.names);
    const instance = await begin(other);
    const end = { instance, event: { type: 'end' }, who };
    const engine = await unlucky(store, {
      ...{ command: PUT, loses: 'request', times: 1 },
      meanwhile: onceOnly(() => other.send(end)),
    });
    await expect(engine.send(add(instance, 1))).rejects.toThrow(Finished);
    expect(await applied(other, instance)).toEqual(['end']);
  });

  test('is acknowledged although a rival has ended the instance since', async () => {
    const other = engineOver(store.client, store.names);
    const instance = await begin(other);
    const end = { instance, event: { type: 'end' }, who };
    const engine = await unlucky(store, {
      ...{ command: PUT, loses: 'answer', times: ALL_TRIES },
      meanwhile: onceOnly(() => other.send(end)),
    });
    expect((await engine.send(add(instance, 1))).entry.revision).toBe(2);
    expect(await applied(other, instance)).toEqual([1, 'end']);
  });
});

describe('a caller who learns nothing', () => {
  test.each([{ rivals: 0 }, { rivals: 1 }, { rivals: 40 }])(
    'sends again under the same id and gets the first answer ($rivals events in between)',
    async ({ rivals }) => {
      const other = engineOver(store.client, store.names);
      const instance = await begin(other);
      const engine = await unlucky(
        store,
        silent(async () => {
          for (let n = 0; n < rivals; n++) await other.send(add(instance, 100, `rival ${n}`));
        }),
      );
      await expect(engine.send(add(instance, 1, 'mine'))).rejects.toThrow(StoreUnavailable);
      for (const asked of [engine, other, engineOver(store.client, store.names)]) {
        const { entry, repeated } = await asked.send(add(instance, 1, 'mine'));
        expect([entry.revision, repeated, contextOf(entry).total]).toEqual([2, true, 1]);
      }
      await expect(other.send(add(instance, 2, 'mine'))).rejects.toThrow(KeyReused);
      expect(await applied(other, instance)).toEqual([1, ...Array(rivals).fill(100)]);
    },
  );

  test('sends again where nothing was written, and it is written once', async () => {
    const other = engineOver(store.client, store.names);
    const instance = await begin(other);
    const engine = await unlucky(store, { command: PUT, loses: 'request', times: ALL_TRIES });
    await expect(engine.send(add(instance, 1, 'mine'))).rejects.toThrow(StoreUnavailable);
    expect(await applied(other, instance)).toEqual([]);
    expect(await engine.send(add(instance, 1, 'mine'))).toMatchObject({ repeated: false });
    expect(await engine.send(add(instance, 1, 'mine'))).toMatchObject({ repeated: true });
    expect(await applied(other, instance)).toEqual([1]);
  });

  test('gets the first answer after more ids than an entry carries', async () => {
    const other = engineOver(store.client, store.names);
    const instance = await begin(other);
    for (let n = 0; n < 40; n++) await other.send(add(instance, 100, `early ${n}`));
    const engine = await unlucky(store, silent());
    await expect(engine.send(add(instance, 1, 'mine'))).rejects.toThrow(StoreUnavailable);
    for (let n = 0; n < 3; n++) await other.send(add(instance, 100, `late ${n}`));
    for (const asked of [engine, other]) {
      expect(await asked.send(add(instance, 1, 'mine'))).toMatchObject({
        ...{ repeated: true, entry: { revision: 42 } },
      });
    }
    expect((await applied(other, instance)).filter((n) => n === 1)).toHaveLength(1);
  });

  test('gets the first answer although the event is no longer accepted', async () => {
    const other = engineOver(store.client, store.names);
    const instance = await begin(other);
    const wait = { instance, event: { type: 'wait' }, id: 'mine', who };
    const engine = await unlucky(store, silent());
    await expect(engine.send(wait)).rejects.toThrow(StoreUnavailable);
    await expect(other.send({ ...wait, id: 'other' })).rejects.toThrow(EventNotAccepted);
    expect(await engine.send(wait)).toMatchObject({ repeated: true, entry: { revision: 2 } });
  });
});
