import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../engine/entry.ts';
import { NotDue, Stale } from '../../engine/errors.ts';
import { openStore, type Store } from '../adapters/store.ts';
import { who } from '../flow/engines.ts';
import { openPair } from './pair.ts';

const DAY = 86_400_000;

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

describe('handed a result', () => {
  test('that it awaits still: one request', async () => {
    const { warm, other, requests, send, answer, context, warmUp } = await openPair(store);
    await send(other, 'ask');
    await warmUp();
    await answer(warm, 2);
    expect(requests()).toEqual(['PutItem']);
    expect((await context()).answers).toEqual(['yes']);
  });

  test('that another has delivered since: stale', async () => {
    const { warm, other, send, answer, context, warmUp } = await openPair(store);
    await send(other, 'ask');
    await warmUp();
    await answer(other, 2, 'theirs');
    await expect(answer(warm, 2, 'mine')).rejects.toThrow(Stale);
    expect((await context()).answers).toEqual(['theirs']);
  });

  test('that it does not know of yet: taken', async () => {
    const { warm, other, send, answer, context, warmUp } = await openPair(store);
    await warmUp();
    await send(other, 'ask');
    await answer(warm, 2);
    expect((await context()).answers).toEqual(['yes']);
  });

  test('of an earlier visit, when the same effect is awaited anew: stale', async () => {
    const { warm, other, instance, send, token, answer, context, warmUp } = await openPair(store);
    await send(other, 'ask');
    await warmUp();
    await send(other, 'hurry');
    await send(other, 'ask');
    await expect(answer(warm, 2)).rejects.toThrow(`${keyOf(instance, token(2))} is no longer awaited.`);
    await answer(warm, 4);
    expect((await context()).answers).toEqual(['yes']);
  });

  test('after another event moved on beside it: taken', async () => {
    const { warm, other, send, answer, context, warmUp } = await openPair(store);
    await send(other, 'ask');
    await warmUp();
    await send(other, 'add', { n: 1 });
    await answer(warm, 2);
    expect(await context()).toMatchObject({ total: 1, answers: ['yes'] });
  });

  test('after the instance has ended: stale', async () => {
    const { warm, other, send, answer, warmUp } = await openPair(store);
    await send(other, 'ask');
    await warmUp();
    await send(other, 'hurry');
    await send(other, 'end');
    await expect(answer(warm, 2)).rejects.toThrow(Stale);
  });

  test('to hold what another has answered or held: stale', async () => {
    const { warm, other, instance, send, answer, hold, warmUp } = await openPair(store);
    await send(other, 'demand');
    await warmUp();
    await hold(other, 2);
    await expect(hold(warm, 2)).rejects.toThrow(Stale);
    await other.retry({ instance, who });
    await warm.head(instance);
    await answer(other, 2);
    await expect(hold(warm, 2)).rejects.toThrow(Stale);
  });
});

describe('handed a timer', () => {
  test('that another has fired since: stale', async () => {
    const { warm, other, send, fire, context, warmUp, pass } = await openPair(store);
    await send(other, 'wait');
    await warmUp();
    pass(3 * DAY);
    await fire(other, 2);
    await expect(fire(warm, 2)).rejects.toThrow(Stale);
    expect((await context()).rings).toBe(1);
  });

  test('that it does not know of yet: taken when it is due, not before', async () => {
    const { warm, other, send, fire, context, warmUp, pass } = await openPair(store);
    await warmUp();
    await send(other, 'wait');
    await expect(fire(warm, 2)).rejects.toThrow(NotDue);
    pass(3 * DAY);
    await fire(warm, 2);
    expect((await context()).rings).toBe(1);
  });

  test('of a state that was left meanwhile: stale, and the event that comes with it is not overtaken', async () => {
    const { warm, other, send, fire, context, warmUp, pass } = await openPair(store);
    await send(other, 'wait');
    await warmUp();
    await send(other, 'hurry');
    pass(4 * DAY);
    await send(warm, 'add', { n: 1 });
    await expect(fire(warm, 2)).rejects.toThrow(Stale);
    // The short timer of the other state was due before the event.
    expect(await context()).toMatchObject({ rings: 1, total: 1 });
  });
});
