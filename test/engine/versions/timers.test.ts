import { describe, expect, test } from 'vitest';
import { raise } from 'xstate';
import { advance } from '../../../engine/advance.ts';
import type { Migration } from '../../../engine/definition.ts';
import { change, entryAfter, migrated, problemsOf, START, taken, version } from './pair.ts';

type Config = Parameters<typeof version>[1];
const two = (config: Config, said: Partial<Migration> = {}) => version(2, config, [change(said)]);
const shown = (timers: readonly { event: { type: string }; dueAt: number }[]) =>
  timers.map(({ event, dueAt }) => [event.type, dueAt - START] as const).toSorted(([, a], [, b]) => a - b);

describe('timers', () => {
  const from = version(1, {
    initial: 'a',
    states: {
      a: {
        initial: 'x',
        states: { x: { after: { soon: 'y' } }, y: {} },
        after: { later: 'b', 30000: 'b' },
      },
      b: {},
    },
  });
  const head = entryAfter(from, 10);
  const x = { after: { soon: 'y' } } as const;

  test.each<[string, Config, Partial<Migration>, [string, number][]]>([
    [
      'keep their due time where their state goes on',
      {
        initial: 'a',
        states: { a: { initial: 'x', states: { x, y: {} }, after: { later: 'b', 30000: 'b' } }, b: {} },
      },
      {},
      [
        ['xstate.after.soon.m.a.x', 1000],
        ['xstate.after.later.m.a', 5010],
        ['xstate.after.30000.m.a', 30_000],
      ],
    ],
    [
      'follow a renamed state',
      {
        initial: 'd',
        states: { d: { initial: 'x', states: { x, y: {} }, after: { later: 'b', 30000: 'b' } }, b: {} },
      },
      { states: { a: 'd' } },
      [
        ['xstate.after.soon.m.d.x', 1000],
        ['xstate.after.later.m.d', 5010],
        ['xstate.after.30000.m.d', 30_000],
      ],
    ],
    [
      'go to the state around the parts of a split one, where that has them',
      {
        initial: 'd',
        states: { d: { initial: 'p', states: { p: {}, q: {} }, after: { soon: 'e' } }, e: {} },
      },
      { states: { 'a.x': 'd.q' }, timers: { 'a.later': null, 'a.30000': null } },
      [['xstate.after.soon.m.d', 1000]],
    ],
    [
      'are renamed, also into another state',
      { initial: 'd', states: { d: { after: { later: 'e', 7: 'e' } }, e: {} } },
      { states: { 'a.x': 'd' }, timers: { 'a.x.soon': 'd.7', 'a.later': 'd.later', 'a.30000': null } },
      [
        ['xstate.after.7.m.d', 1000],
        ['xstate.after.later.m.d', 5010],
      ],
    ],
    [
      'are dropped, and what has their name begins anew',
      { initial: 'a', states: { a: { initial: 'x', states: { x, y: {} } } } },
      { timers: { 'a.x.soon': null, 'a.later': null, 'a.30000': null } },
      [['xstate.after.soon.m.a.x', 1500]],
    ],
    [
      'that are new begin with the migration',
      { initial: 'x', states: { x: { after: { soon: 'y', later: 'y' } }, y: {} } },
      {
        states: { 'a.x': 'x', a: null },
        timers: { 'a.later': null, 'a.30000': null },
        context: () => ({ n: 5, log: [] }),
      },
      [
        ['xstate.after.soon.m.x', 1000],
        ['xstate.after.later.m.x', 5505],
      ],
    ],
  ])('%s', (_, config, said, expected) => {
    expect(shown(migrated(from, two(config, said), head).timers)).toEqual(expected);
  });

  test('that have fired are not armed again', () => {
    const once = version(1, {
      initial: 'a',
      states: { a: { after: { soon: { actions: { type: 'note', params: 'rung' } } }, on: { go: {} } } },
    });
    const first = entryAfter(once, 0);
    const rung = taken(
      advance(
        once,
        first,
        { kind: 'timer', token: { revision: 1, index: 0 } },
        { instance: 'i', commit: 'd', now: START + 1000 },
      ),
    );
    expect(rung).toMatchObject({ timers: [], revision: 2 });
    const to = two({ initial: 'b', states: { b: { after: { soon: {} } } } }, { states: { a: 'b' } });
    expect(migrated(once, to, rung, START + 2000).timers).toEqual([]);
  });

  test.each<[string, Config, Partial<Migration>, string]>([
    [
      'a timer that is not there any more',
      { initial: 'a', states: { a: { initial: 'x', states: { x, y: {} }, after: { later: 'b' } }, b: {} } },
      {},
      'the timer a.30000 is not there any more: say in timers what becomes of it, or null',
    ],
    [
      'a timer that another state has',
      {
        initial: 'a',
        states: {
          a: { initial: 'x', states: { x, y: {} }, after: { later: 'b' } },
          b: { after: { 30000: 'a' } },
        },
      },
      { timers: { 'a.30000': 'b.30000' } },
      'the timer a.30000 becomes b.30000, which the state it is in now does not have',
    ],
    [
      'two timers that become one',
      { initial: 'a', states: { a: { initial: 'x', states: { x, y: {} }, after: { later: 'b' } }, b: {} } },
      { timers: { 'a.30000': 'a.later' } },
      'the timers a.30000 and a.later both become a.later: drop one in timers',
    ],
  ])('%s is told', (_, config, said, problem) => {
    expect(problemsOf(from, two(config, said), head)).toContain(problem);
  });
});

describe('delayed events', () => {
  const from = version(1, {
    initial: 'a',
    states: { a: { entry: raise({ type: 'go' }, { delay: 700, id: 'call' }), on: { go: 'b' } }, b: {} },
  });
  const head = entryAfter(from, 0);

  test.each<[string, Config, Partial<Migration>, [string, number][]]>([
    ['stay', { initial: 'a', states: { a: {}, b: { on: { go: 'a' } } } }, {}, [['go', 700]]],
    [
      'are renamed',
      { initial: 'a', states: { a: { on: { back: 'b' } }, b: {} } },
      { timers: { go: 'back' } },
      [['back', 700]],
    ],
    ['are dropped', { initial: 'a', states: { a: {}, b: {} } }, { timers: { go: null } }, []],
  ])('%s', (_, config, said, expected) => {
    const { timers } = migrated(from, two(config, said), head);
    expect(shown(timers)).toEqual(expected);
    for (const { id, cancellable } of timers)
      expect({ id, cancellable }).toEqual({ id: 'call', cancellable: true });
  });

  test('that nothing takes any more are told', () => {
    const to = two({ initial: 'a', states: { a: { on: { stop: 'b' } }, b: {} } });
    expect(problemsOf(from, to, head)).toEqual([
      'no state takes the delayed event go: say in timers what becomes of it, or null',
    ]);
  });
});
