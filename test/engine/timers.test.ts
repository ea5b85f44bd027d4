import { describe, expect, test } from 'vitest';
import { overdueTimer } from '../../engine/advance.ts';
import type { Entry } from '../../engine/entry.ts';
import { Conflict } from '../../engine/errors.ts';
import { contextOf, createHarness, refusalOf, START, stateOf, tokenOf, who } from './harness.ts';

describe('timers that are overdue come before anything else', () => {
  test('a deadline that has passed cannot be overtaken by an event', async () => {
    const { clock, send, open } = createHarness();
    const instance = await open();
    await send(instance, { type: 'wait' });
    clock.now += 10;
    const entry = await send(instance, { type: 'back' });
    expect(entry.revision).toBe(4);
    expect(contextOf(entry).notes).toEqual([`${START + 10}`]);
  });

  test('an event that the deadline made unacceptable is refused, and the deadline stays', async () => {
    const { clock, engine, send, open } = createHarness();
    const instance = await open();
    await send(instance, { type: 'wait' });
    clock.now += 1000;
    expect((await refusalOf(send(instance, { type: 'back' }))).code).toBe('event-not-accepted');
    const head = await engine.head(instance);
    expect([stateOf(head), head.revision]).toEqual(['open', 5]);
  });

  test('a chain of them counts from due time to due time; the commit’s own time is kept beside it', async () => {
    const { clock, journal, send, open } = createHarness();
    const instance = await open();
    await send(instance, { type: 'wait' });
    clock.now += 500;
    const entry = await send(instance, { type: 'add', n: 1 });
    expect(contextOf(entry).notes).toEqual([`${START + 10}`, `${START + 20}`]);
    const entries = await journal.read(instance, 3, 10);
    expect(entries.map(({ kind, at, recordedAt }) => [kind, at, recordedAt])).toEqual([
      ['timer', START + 10, START + 500],
      ['timer', START + 20, START + 500],
      ['timer', START + 30, START + 500],
      ['event', START + 500, undefined],
    ]);
  });

  test('they go by due time, not by the order in which they were armed', async () => {
    const { clock, send, open } = createHarness();
    const instance = await open();
    await send(instance, { type: 'race' });
    clock.now += 100;
    const entry = await send(instance, { type: 'back' });
    expect(contextOf(entry).notes).toEqual(['early', 'middle', 'late', 'back']);
  });

  test('a delivered timer lets those go first that were due before it', async () => {
    const { clock, engine, journal, send, open } = createHarness();
    const instance = await open();
    const { timers } = await send(instance, { type: 'race' });
    const late = timers.find(({ dueAt }) => dueAt === START + 30);
    clock.now += 100;
    const entry = await engine.deliver({ instance, kind: 'timer', token: tokenOf(late ? [late] : []) });
    expect(entry.at).toBe(START + 30);
    expect(contextOf(entry).notes).toEqual(['early', 'middle', 'late']);
    expect(await journal.read(instance, 1, 10)).toHaveLength(5);
  });

  test.each([
    ['result', 'open'],
    ['hold', 'waitingForPerson'],
  ] as const)('a %s lets overdue timers go first too', async (kind, state) => {
    const { clock, engine, send, open } = createHarness();
    const instance = await open();
    const token = tokenOf((await send(instance, { type: 'askSlowly' })).pending);
    clock.now += 45;
    const entry = await engine.deliver(
      kind === 'hold'
        ? { instance, kind, token, code: 'down', attempts: 3 }
        : { instance, kind, token, outcome: { output: {} } },
    );
    expect([entry.revision, entry.at, stateOf(entry)]).toEqual([4, START + 45, state]);
    expect(contextOf(entry).notes).toEqual(['waited']);
  });

  test.each([0, 1, 9])('never early: %i milliseconds after it was armed', async (passed) => {
    const { clock, engine, send, open } = createHarness();
    const instance = await open();
    const token = tokenOf((await send(instance, { type: 'wait' })).timers);
    clock.now += passed;
    expect((await refusalOf(engine.deliver({ instance, kind: 'timer', token }))).code).toBe('not-due');
    expect(stateOf(await send(instance, { type: 'add', n: 1 }))).toBe('first');
    clock.now = START + 10;
    expect(stateOf(await engine.deliver({ instance, kind: 'timer', token }))).toBe('second');
  });

  test('a timer fires once', async () => {
    const { clock, engine, send, open } = createHarness();
    const instance = await open();
    const token = tokenOf((await send(instance, { type: 'wait' })).timers);
    clock.now += 10;
    await engine.deliver({ instance, kind: 'timer', token });
    expect((await refusalOf(engine.deliver({ instance, kind: 'timer', token }))).code).toBe('stale');
  });

  test('timers without end give way after a while: others can write in between', async () => {
    const { engine, send, open } = createHarness();
    const instance = await open();
    await send(instance, { type: 'loop' });
    const refusal = await refusalOf(send(instance, { type: 'end' }));
    expect(refusal).toBeInstanceOf(Conflict);
    expect((await engine.head(instance)).revision).toBeGreaterThan(500);
  });
});

describe('time does not go back', () => {
  test('a clock that does leaves `at` where it was, and arms timers from there', async () => {
    const { clock, send, open } = createHarness();
    const instance = await open();
    clock.now += 100;
    await send(instance, { type: 'add', n: 1 });
    clock.now -= 5000;
    const entry = await send(instance, { type: 'wait' });
    expect([entry.at, entry.recordedAt]).toEqual([START + 100, undefined]);
    expect(entry.timers.map(({ dueAt }) => dueAt)).toEqual([START + 110]);
  });

  test('a clock that goes back between two looks at it does not refuse an event for a timer’s sake', async () => {
    const { another, journal, send, open } = createHarness();
    const instance = await open();
    await send(instance, { type: 'wait' });
    const looks = [START + 10, START + 9, START + 9, START + 9];
    const engine = another({ now: () => looks.shift() ?? START + 9 });
    const { entry } = await engine.send({ instance, event: { type: 'back' }, who });
    expect(entry.event.type).toBe('back');
    const times = (await journal.read(instance, 1, 10)).map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test('a late timer does not lie before what happened meanwhile', async () => {
    const { clock, engine, another, send, open } = createHarness();
    const instance = await open();
    const token = tokenOf((await send(instance, { type: 'wait' })).timers);
    // Another process, whose clock is behind, took an event after the timer was due.
    const behind = another({ now: () => START + 9 });
    await behind.send({ instance, event: { type: 'add', n: 1 }, who });
    clock.now += 50;
    const entry = await engine.deliver({ instance, kind: 'timer', token });
    expect(entry.at).toBe(START + 10);
  });
});

describe('the timer that goes first', () => {
  const timer = (dueAt: number, revision: number, index: number) => ({
    ...{ dueAt, revision, index },
    event: { type: 'e' },
  });
  const head = (timers: Entry['timers']) => ({ timers, status: 'active' }) as unknown as Entry;

  test.each([
    ['nothing armed', [], undefined],
    ['nothing due', [timer(11, 1, 0)], undefined],
    ['due now', [timer(10, 1, 0)], [1, 0]],
    ['by due time', [timer(9, 1, 0), timer(8, 2, 5)], [2, 5]],
    ['then by revision', [timer(9, 3, 0), timer(9, 2, 7)], [2, 7]],
    ['then by index', [timer(9, 2, 10), timer(9, 2, 9)], [2, 9]],
  ] as const)('%s', (_, timers, expected) => {
    const found = overdueTimer(head(timers), 10);
    expect(found && [found.revision, found.index]).toEqual(expected);
  });
});
