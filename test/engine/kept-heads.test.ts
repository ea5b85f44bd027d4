import { describe, expect, test } from 'vitest';
import { contextOf, createHarness, refusalOf, stateOf, tokenOf, who } from './harness.ts';

const add = (n: number) => ({ type: 'add', n });

describe('a function with an old head in memory', () => {
  async function behind() {
    const harness = createHarness();
    const { engine, another, open } = harness;
    const instance = await open();
    const old = another();
    await old.send({ instance, event: { type: 'askSlowly' }, who });
    const token = tokenOf((await old.head(instance)).pending);
    const forward = (event: { type: string; n?: number }, id?: string) =>
      engine.send({ instance, event, who, ...(id === undefined ? {} : { id }) });
    return { ...harness, instance, old, token, forward };
  }

  test('is handed a read: it shows the newest', async () => {
    const { old, instance, forward } = await behind();
    await forward(add(1));
    expect((await old.head(instance)).revision).toBe(3);
  });

  test('is handed a result that is still awaited: it counts, on the newest head', async () => {
    const { old, instance, token, forward } = await behind();
    await forward(add(1));
    const outcome = { output: {} };
    const entry = await old.deliver({ instance, token, kind: 'result', outcome });
    expect([entry.revision, stateOf(entry), contextOf(entry).n]).toEqual([4, 'open', 1]);
  });

  test('is handed a result that is awaited no longer: it is stale', async () => {
    const { old, engine, instance, token, forward } = await behind();
    await forward({ type: 'back' });
    const outcome = { output: {} };
    const refusal = await refusalOf(old.deliver({ instance, token, kind: 'result', outcome }));
    expect(refusal.code).toBe('stale');
    expect((await engine.head(instance)).revision).toBe(3);
  });

  test('is handed the result of an effect that it has never heard of', async () => {
    const { old, instance, forward } = await behind();
    await forward({ type: 'back' });
    const { entry } = await forward({ type: 'ask' });
    const token = tokenOf(entry.pending);
    const outcome = { output: { n: 7 } };
    expect(contextOf(await old.deliver({ instance, token, kind: 'result', outcome })).n).toBe(7);
  });

  test('is handed an event that it alone would accept, or refuse: the newest head decides', async () => {
    const { old, instance, forward } = await behind();
    await forward({ type: 'back' });
    const refusal = await refusalOf(old.send({ instance, event: { type: 'back' }, who }));
    expect(refusal.details.state).toBe('open');
    await forward({ type: 'wait' });
    await forward({ type: 'back' });
    const { entry } = await old.send({ instance, event: { type: 'ask' }, who });
    expect([entry.revision, stateOf(entry)]).toEqual([6, 'asking']);
  });

  test('is handed an event that was applied behind its back', async () => {
    const { old, instance, forward } = await behind();
    const { entry } = await forward(add(1), 'once');
    expect(await old.send({ instance, event: add(1), id: 'once', who })).toEqual({ entry, repeated: true });
  });

  test('is handed a revision to match: the newest decides', async () => {
    const { old, instance, forward } = await behind();
    await forward(add(1));
    const request = { instance, event: add(1), who };
    expect((await refusalOf(old.send({ ...request, revision: 2 }))).details).toMatchObject({ revision: 3 });
    expect((await old.send({ ...request, revision: 3 })).entry.revision).toBe(4);
  });

  test('is handed an event although the instance has ended', async () => {
    const { old, instance, forward } = await behind();
    await forward({ type: 'end' });
    expect((await refusalOf(old.send({ instance, event: add(1), who }))).code).toBe('finished');
  });

  test('is handed a timer that fired already', async () => {
    const { old, engine, clock, instance } = await behind();
    clock.now += 40;
    const token = tokenOf((await old.head(instance)).timers);
    await engine.deliver({ instance, token, kind: 'timer' });
    expect((await refusalOf(old.deliver({ instance, token, kind: 'timer' }))).code).toBe('stale');
  });
});
