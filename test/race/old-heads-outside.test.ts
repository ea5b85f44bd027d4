import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventNotAccepted, Finished, NoIncident, RevisionMismatch } from '../../engine/errors.ts';
import { openStore, type Store } from '../adapters/store.ts';
import { who } from '../flow/engines.ts';
import { openPair } from './pair.ts';

const DAY = 86_400_000;

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

describe('handed an event', () => {
  test('when nobody moved: one request', async () => {
    const { warm, requests, send, warmUp } = await openPair(store);
    await warmUp();
    await send(warm, 'add', { n: 1 }, 'mine');
    await send(warm, 'add', { n: 1 }, 'mine too');
    expect(requests()).toEqual(['PutItem', 'PutItem']);
  });

  test('that only the new state takes: taken', async () => {
    const { warm, other, send, fire, warmUp, pass } = await openPair(store);
    await send(other, 'wait');
    await warmUp();
    await send(other, 'hurry');
    pass(DAY);
    await fire(other, 3);
    expect((await send(warm, 'end')).entry.status).toBe('done');
  });

  test('that only the old state took: refused with what the new one takes', async () => {
    const { warm, other, send, warmUp } = await openPair(store);
    await warmUp();
    await send(other, 'ask');
    const refusal = await send(warm, 'wait').then(undefined, (error: unknown) => error);
    expect(refusal).toBeInstanceOf(EventNotAccepted);
    expect((refusal as EventNotAccepted).details.accepts).toEqual(['add', 'keep', 'hurry']);
  });

  test('after the end: finished', async () => {
    const { warm, other, send, warmUp } = await openPair(store);
    await warmUp();
    await send(other, 'end');
    await expect(send(warm, 'add', { n: 1 })).rejects.toThrow(Finished);
  });

  test.each([1, 31, 32, 33, 40])(
    'whose id another applied after %i others: the first answer',
    async (count) => {
      const { warm, other, send, context, warmUp } = await openPair(store);
      await warmUp();
      for (let n = 0; n < count; n++) await send(other, 'add', { n: 1 }, `early ${n}`);
      const first = await send(other, 'add', { n: 5 }, 'mine');
      await send(other, 'add', { n: 1 }, 'late');
      expect(await send(warm, 'add', { n: 5 }, 'mine')).toEqual({ entry: first.entry, repeated: true });
      expect((await context()).total).toBe(count + 6);
    },
  );

  test('for a revision: by the newest, not by the one in memory', async () => {
    const { warm, other, instance, send, warmUp } = await openPair(store);
    await warmUp();
    await send(other, 'add', { n: 1 });
    const insisting = (revision: number) =>
      warm.send({ instance, event: { type: 'add', n: 1 }, who, revision });
    await expect(insisting(1)).rejects.toThrow(RevisionMismatch);
    await warmUp();
    await send(other, 'add', { n: 1 });
    expect((await insisting(3)).entry.revision).toBe(4);
  });

  test('to retry what another has retried: no incident', async () => {
    const { warm, other, instance, send, hold, warmUp } = await openPair(store);
    await send(other, 'demand');
    await hold(other, 2);
    await warmUp();
    await other.retry({ instance, who, id: 'theirs' });
    await expect(warm.retry({ instance, who, id: 'mine' })).rejects.toThrow(NoIncident);
    expect(await warm.retry({ instance, who, id: 'theirs' })).toMatchObject({ repeated: true });
  });
});

test('asked for a read: the newest', async () => {
  const { warm, other, instance, send, warmUp } = await openPair(store);
  await warmUp();
  const { entry } = await send(other, 'add', { n: 1 });
  expect(await warm.head(instance)).toEqual(entry);
  await send(other, 'add', { n: 1 });
  expect((await warm.at(instance, 3)).event.type).toBe('add');
  expect(await warm.journal(instance, 1, 10)).toHaveLength(3);
  expect(await warm.verify(instance)).toMatchObject({ intact: true, revisions: 3 });
});
