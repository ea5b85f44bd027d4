import { describe, expect, test } from 'vitest';
import type { Entry, Token } from '../../../engine/entry.ts';
import { dispatchesOf, dueDispatchesOf, nextLook, redispatchesOf } from '../../../engine/schedule.ts';
import { lasting } from '../../../machines/define.ts';
import { createHarness, refusalOf, START, stateOf, tokenOf, who } from '../harness.ts';
import { desk } from './desk.ts';

async function begun(...events: string[]) {
  const harness = createHarness([desk]);
  const { engine } = harness;
  const { entry } = await engine.start({ process: 'desk', input: {}, who });
  const { instance } = entry;
  const send = (type: string, more = {}) => harness.send(instance, { type, ...more });
  const claim = async (token: Token, person: string, id?: string) =>
    (await engine.task({ instance, kind: 'claim', token, person, who, ...(id && { id }) })).entry;
  const release = async (token: Token, person: string) =>
    (await engine.task({ instance, kind: 'release', token, person, who })).entry;
  const give = async (token: Token, person: string, more: { unless?: true; reason?: string } = {}) =>
    (await engine.task({ instance, kind: 'assign', token, person, who, ...more })).entry;
  const complete = (token: Token, person: string, event: { type: string; amount?: number }) =>
    engine.send({ instance, event, who, task: { ...token, person } });
  let last = entry;
  for (const event of events) last = await send(event);
  return { ...harness, instance, last, send, claim, release, give, complete };
}

const open = ({ tasks }: Entry) => tasks.map(({ state, person }) => [state, person]);

describe('a state that is a task', () => {
  test('opens one when it is entered, due as it says, and closes it when it is left', async () => {
    const { last, send } = await begun('check');
    expect(last.tasks).toEqual([
      {
        ...{ revision: 2, index: expect.any(Number), state: 'checking', assign: 'claim' },
        ...{ openedAt: START, dueAt: START + lasting({ hours: 2 }) },
      },
    ]);
    const [token] = last.tasks;
    const left = await send('approve', { amount: 1 });
    expect([left.tasks, left.closed]).toEqual([[], [{ revision: token?.revision, index: token?.index }]]);
  });

  test('counts its time by a delay of the setup, where it names one', async () => {
    const { engine } = createHarness([desk]);
    const { entry } = await engine.start({ process: 'desk', input: { hours: 5 }, who });
    const packed = await engine.send({ instance: entry.instance, event: { type: 'pack' }, who });
    expect(packed.entry.tasks[0]?.dueAt).toBe(START + lasting({ hours: 5 }));
  });

  test('keeps its task through events that do not leave it, and opens a new one when it is entered again', async () => {
    const { last, send, claim } = await begun('check');
    await claim(tokenOf(last.tasks), 'ann');
    const noted = await send('note');
    expect([open(noted), noted.closed]).toEqual([[['checking', 'ann']], []]);
    const again = await send('again');
    expect(open(again)).toEqual([['checking', undefined]]);
    expect(again.closed).toEqual([tokenOf(last.tasks)]);
    expect(again.tasks[0]?.revision).toBe(again.revision);
  });

  test('is one of several at once, each with its own token', async () => {
    const { last, claim, complete } = await begun('both');
    expect(open(last).map(([state]) => state)).toEqual(['both.left.open', 'both.right.open']);
    const [left, right] = [tokenOf(last.tasks, 0), tokenOf(last.tasks, 1)];
    expect(open(await claim(right, 'bob'))[1]).toEqual(['both.right.open', 'bob']);
    const { entry } = await complete(left, 'ann', { type: 'approve', amount: 1 });
    expect([open(entry), entry.closed]).toEqual([[['both.right.open', 'bob']], [left]]);
  });

  test('closes when the instance ends, is cancelled or moved', async () => {
    const ends = {
      end: ({ send }) => send('end'),
      cancel: ({ engine, instance }) => engine.byHand({ instance, kind: 'cancel', reason: 'r', who }),
      move: ({ engine, instance }) => engine.byHand({ instance, kind: 'move', to: 'idle', reason: 'r', who }),
    } satisfies Record<string, (at: Awaited<ReturnType<typeof begun>>) => Promise<unknown>>;
    for (const end of Object.values(ends)) {
      const at = await begun('check');
      await end(at);
      const head = await at.engine.head(at.instance);
      expect([head.tasks, head.closed]).toEqual([[], [tokenOf(at.last.tasks)]]);
    }
  });
});

describe('a person', () => {
  test('takes a task: of two at once one wins, and the journal says who and when', async () => {
    const { last, claim, clock, engine, another, instance } = await begun('check');
    const token = tokenOf(last.tasks);
    clock.now += 5;
    const second = another();
    const both = await Promise.allSettled([
      claim(token, 'ann'),
      second.task({ instance, kind: 'claim', token, person: 'bob', who }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((one) => one.status === 'rejected');
    const head = await engine.head(instance);
    const [task] = head.tasks;
    expect(lost?.reason).toMatchObject({ code: 'task-taken', details: { person: task?.person } });
    expect(task?.since).toBe(START + 5);
    expect(head.event).toMatchObject({ type: 'claim', payload: { person: task?.person }, token, who });
    expect(await engine.verify(instance)).toMatchObject({ intact: true });
  });

  test('takes it once under one key, and another deed under it is refused', async () => {
    const { last, claim } = await begun('check');
    const token = tokenOf(last.tasks);
    const first = await claim(token, 'ann', 'key');
    expect((await claim(token, 'ann', 'key')).revision).toBe(first.revision);
    expect((await refusalOf(claim(token, 'bob', 'key'))).code).toBe('key-reused');
  });

  test('takes and completes one of several under a key, and no other under the same', async () => {
    const { last, claim, engine, instance } = await begun('both');
    const [left, right] = [tokenOf(last.tasks, 0), tokenOf(last.tasks, 1)];
    await claim(left, 'ann', 'key');
    expect((await refusalOf(claim(right, 'ann', 'key'))).code).toBe('key-reused');
    const event = { type: 'approve', amount: 1 };
    const done = (token: Token) =>
      engine.send({ instance, event, who, id: 'done', task: { ...token, person: 'ann' } });
    await done(left);
    expect((await done(left)).repeated).toBe(true);
    expect((await refusalOf(done(right))).code).toBe('key-reused');
  });

  test('gives it back, and only what they have', async () => {
    const { last, claim, release } = await begun('check');
    const token = tokenOf(last.tasks);
    expect((await refusalOf(release(token, 'ann'))).code).toBe('task-free');
    await claim(token, 'ann');
    expect((await refusalOf(release(token, 'bob'))).code).toBe('task-taken');
    expect(open(await release(token, 'ann'))).toEqual([['checking', undefined]]);
    expect(open(await claim(token, 'bob'))).toEqual([['checking', 'bob']]);
  });

  test('is given it, over another where a person says so, and never by a machine', async () => {
    const { last, give } = await begun('check');
    const token = tokenOf(last.tasks);
    expect(open(await give(token, 'ann', { unless: true }))).toEqual([['checking', 'ann']]);
    expect((await refusalOf(give(token, 'bob', { unless: true }))).code).toBe('stale');
    const given = await give(token, 'bob', { reason: 'knows-the-customer' });
    expect(given.event.payload).toEqual({ person: 'bob', reason: 'knows-the-customer' });
    expect(open(given)).toEqual([['checking', 'bob']]);
  });

  test('completes it with one of its events: not one that belongs to another, nor one that is over', async () => {
    const { last, claim, complete, send, instance, engine } = await begun('check');
    const token = tokenOf(last.tasks);
    await claim(token, 'ann');
    const approve = { type: 'approve', amount: 3 };
    const refused = async (...call: Parameters<typeof complete>) => (await refusalOf(complete(...call))).code;
    expect(await refused(token, 'bob', approve)).toBe('task-taken');
    expect(await refused(token, 'ann', { type: 'note' })).toBe('task-mismatch');
    expect(await refused(token, 'ann', { type: 'approve', amount: 0 })).toBe('invalid-event');
    expect((await engine.head(instance)).revision).toBe(3);
    const { entry } = await complete(token, 'ann', approve);
    expect([entry.kind, stateOf(entry), entry.closed]).toEqual(['event', 'idle', [token]]);
    await send('check');
    expect(await refused(token, 'ann', approve)).toBe('task-closed');
  });

  test('completes one that nobody has', async () => {
    const { last, complete } = await begun('check');
    const { entry } = await complete(tokenOf(last.tasks), 'ann', { type: 'decline' });
    expect(stateOf(entry)).toBe('idle');
  });

  test('can do nothing with a task of a paused instance; resumed, it is due later by the pause', async () => {
    const { last, claim, clock, engine, instance } = await begun('check');
    const token = tokenOf(last.tasks);
    await engine.byHand({ instance, kind: 'pause', reason: 'r', who });
    expect((await refusalOf(claim(token, 'ann'))).code).toBe('paused');
    clock.now += 1000;
    const { entry } = await engine.byHand({ instance, kind: 'resume', reason: 'r', who });
    expect(entry.tasks[0]?.dueAt).toBe((last.tasks[0]?.dueAt ?? 0) + 1000);
    expect(open(await claim(token, 'ann'))).toEqual([['checking', 'ann']]);
  });
});

describe('a task that is given out', () => {
  test('asks for a person as it opens, and every quarter of an hour until it has one', async () => {
    const { last, give, clock } = await begun('pack');
    const message = { kind: 'assign', instance: last.instance, ...tokenOf(last.tasks) };
    expect(dispatchesOf(last, clock.now)).toEqual([{ message, delaySeconds: 0 }]);
    expect(redispatchesOf(last, clock.now)).toEqual([{ message, delaySeconds: 0 }]);
    const quarter = lasting({ minutes: 15 });
    expect(nextLook(last, START + quarter, {}, () => true)).toBe(START + 2 * quarter);
    expect(nextLook(last, clock.now, {}, () => false)).toBe(START + quarter);
    expect(dueDispatchesOf(last, START + quarter, {})).toEqual([{ message, delaySeconds: 0 }]);
    const given = await give(tokenOf(last.tasks), 'ann', { unless: true });
    expect(dispatchesOf(given, clock.now)).toEqual([]);
    expect(dueDispatchesOf(given, START + quarter, {})).toEqual([]);
    expect(nextLook(given, clock.now, {}, () => false)).toBeUndefined();
  });

  test('that is given back asks again', async () => {
    const { last, give, release, clock } = await begun('pack');
    await give(tokenOf(last.tasks), 'ann');
    const free = await release(tokenOf(last.tasks), 'ann');
    expect(nextLook(free, clock.now, {}, () => false)).toBe(START + lasting({ minutes: 15 }));
  });

  test('waits for nobody where people take it themselves', async () => {
    const { last, clock } = await begun('check');
    expect(dispatchesOf(last, clock.now).map(({ message }) => message.kind)).not.toContain('assign');
  });
});
