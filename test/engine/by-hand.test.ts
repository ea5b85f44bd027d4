import { describe, expect, test } from 'vitest';
import { overdueTimer } from '../../engine/advance.ts';
import type { ByHandRequest } from '../../engine/engine.ts';
import { createPerform } from '../../engine/perform.ts';
import { dispatchesOf, dueDispatchesOf, nextLook, redispatchesOf } from '../../engine/schedule.ts';
import { contextOf, createHarness, refusalOf, START, stateOf, tokenOf, who } from './harness.ts';
import { ticket } from './ticket.ts';

type Deed = 'pause' | 'resume' | 'cancel';

async function begun() {
  const harness = createHarness();
  const { engine, open } = harness;
  const instance = await open();
  const deed = async (kind: Deed, more: Partial<ByHandRequest> = {}) =>
    (await engine.byHand({ instance, kind, reason: 'for-a-test', who, ...more } as ByHandRequest)).entry;
  const move = async (to: string) =>
    (await engine.byHand({ instance, kind: 'move', to, reason: 'for-a-test', who })).entry;
  return { ...harness, instance, deed, move };
}

describe('an instance that is paused', () => {
  test('says since when, why and by whom, and takes no event until it is resumed', async () => {
    const { clock, deed, engine, instance, send } = await begun();
    clock.now += 7;
    const paused = await deed('pause');
    expect(paused).toMatchObject({
      ...{ kind: 'control', status: 'paused', pausedAt: START + 7, revision: 2 },
      event: { type: 'pause', payload: { reason: 'for-a-test' }, who },
    });
    for (const request of [
      send(instance, { type: 'add', n: 1 }),
      deed('pause'),
      engine.retry({ instance, who }),
      engine.byHand({ instance, kind: 'move', to: 'waiting', reason: 'r', who }),
    ]) {
      expect((await refusalOf(request)).code).toBe('paused');
    }
    const resumed = await deed('resume');
    expect([resumed.status, 'pausedAt' in resumed]).toEqual(['active', false]);
    expect((await refusalOf(deed('resume'))).code).toBe('not-paused');
    expect(contextOf(await send(instance, { type: 'add', n: 1 })).n).toBe(1);
    expect(await engine.verify(instance)).toMatchObject({ intact: true });
  });

  test('fires no timer; resumed, each is due later by as long as the pause was', async () => {
    const { clock, deed, engine, instance, send } = await begun();
    const { timers } = await send(instance, { type: 'wait' });
    const [timer] = timers;
    clock.now += 4;
    const paused = await deed('pause');
    clock.now += 1000;
    expect(overdueTimer(paused, clock.now)).toBeUndefined();
    const late = { instance, kind: 'timer', token: tokenOf(timers) } as const;
    expect((await refusalOf(engine.deliver(late))).code).toBe('stale');
    const looks = [dispatchesOf, redispatchesOf].map((of) => of(paused, clock.now));
    expect([...looks, dueDispatchesOf(paused, clock.now, ticket.effects)]).toEqual([[], [], []]);
    expect(nextLook(paused, clock.now, ticket.effects, () => false)).toBeUndefined();
    const resumed = await deed('resume');
    expect(resumed.timers.map(({ dueAt }) => dueAt)).toEqual(timers.map(({ dueAt }) => dueAt + 1000));
    expect((await refusalOf(engine.deliver(late))).code).toBe('not-due');
    expect(dispatchesOf(resumed, clock.now).map(({ message }) => message.kind)).toContain('timer');
    clock.now = (timer?.dueAt ?? 0) + 1000;
    expect((await engine.deliver(late)).kind).toBe('timer');
  });

  test('begins no effect; what was under way comes in, and what came of that waits', async () => {
    const { clock, deed, engine, instance, send, another } = await begun();
    const asked = await send(instance, { type: 'ask' });
    const token = tokenOf(asked.pending);
    await deed('pause');
    const tried: string[] = [];
    const perform = createPerform({
      ...{ engine: another(), now: () => clock.now, queue: { send: async () => {} } },
      definitions: { get: async () => ticket, list: () => [] },
      assign: async () => undefined,
      relay: { relay: async () => {} },
      park: async (_, error) => {
        throw error;
      },
      performers: { answer: async () => void tried.push('answer'), person: async () => ({}) },
    });
    await perform({ kind: 'effect', instance, attempt: 1, ...token });
    expect(tried).toEqual([]);
    const outcome = { output: { n: 7 } };
    const entry = await engine.deliver({ instance, kind: 'result', token, outcome });
    expect([entry.status, contextOf(entry).n, stateOf(entry)]).toEqual(['paused', 7, 'open']);
  });

  test('resumed, hands on every effect that it waits for, its deadline later', async () => {
    const { clock, deed, instance, send, engine } = await begun();
    const { pending } = await send(instance, { type: 'askSlowly' });
    const hold = { instance, kind: 'hold', token: tokenOf(pending), code: 'down', attempts: 1 } as const;
    await engine.deliver(hold);
    await deed('pause');
    clock.now += 500;
    const resumed = await deed('resume');
    expect(resumed.pending.map(({ deadlineAt }) => deadlineAt)).toEqual(
      pending.map(({ deadlineAt }) => deadlineAt + 500),
    );
    expect(resumed.effects).toMatchObject([{ id: 'second', src: 'person' }]);
  });
});

describe('an instance that is cancelled', () => {
  test.each(['active', 'paused'])('ends at once, without exit actions, from %s', async (from) => {
    const { deed, instance, send } = await begun();
    await send(instance, { type: 'askSlowly' });
    if (from === 'paused') await deed('pause');
    const entry = await deed('cancel');
    expect(entry).toMatchObject({
      ...{ kind: 'control', status: 'cancelled', timers: [], pending: [], messages: [] },
      event: { type: 'cancel', payload: { reason: 'for-a-test' } },
    });
    expect([stateOf(entry), 'pausedAt' in entry]).toEqual(['waitingForPerson', false]);
    expect((await refusalOf(deed('cancel'))).code).toBe('finished');
    expect((await refusalOf(send(instance, { type: 'add', n: 1 }))).code).toBe('finished');
  });
});

describe('an instance that is moved', () => {
  test('leaves and enters as in a transition: timers end and begin, effects are asked for', async () => {
    const { instance, send, move } = await begun();
    const { timers } = await send(instance, { type: 'wait' });
    expect(timers.length).toBeGreaterThan(0);
    const asked = await move('asking');
    expect(asked).toMatchObject({
      ...{ kind: 'control', status: 'active', timers: [] },
      event: { type: 'move', payload: { to: 'asking', reason: 'for-a-test' } },
    });
    expect([stateOf(asked), asked.effects.map(({ src }) => src)]).toEqual(['asking', ['answer']]);
  });

  test('to where it stands begins anew there', async () => {
    const { instance, send, move } = await begun();
    const { pending } = await send(instance, { type: 'ask' });
    const again = await move('asking');
    expect(again.pending).toHaveLength(1);
    expect(again.pending[0]?.revision).not.toBe(pending[0]?.revision);
  });

  test.each(['nowhere', '', 'open.nowhere', 'constructor'])('to %j is refused', async (to) => {
    const { engine, instance, move } = await begun();
    const refusal = await refusalOf(move(to));
    expect(refusal.code).toBe('state-unknown');
    expect(refusal.details.states).toContain('asking');
    expect((await engine.head(instance)).revision).toBe(1);
  });
});

test('a deed that is repeated under its key is done once; with another reason it is refused', async () => {
  const { engine, instance, deed } = await begun();
  const first = await deed('pause', { id: 'key' });
  expect(await deed('pause', { id: 'key' })).toEqual(first);
  expect((await refusalOf(deed('pause', { id: 'key', reason: 'another' }))).code).toBe('key-reused');
  expect((await refusalOf(deed('resume', { revision: 1 }))).code).toBe('revision-mismatch');
  expect((await engine.head(instance)).revision).toBe(2);
});
