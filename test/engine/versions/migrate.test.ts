import { describe, expect, test } from 'vitest';
import { advance } from '../../../engine/advance.ts';
import { brokenLinks } from '../../../engine/chain.ts';
import type { Migration } from '../../../engine/definition.ts';
import { peek } from '../../../engine/kernel.ts';
import { change, entryAfter, migrated, START, taken, version } from './pair.ts';

type Config = Parameters<typeof version>[1];
const two = (config: Config, said: Partial<Migration> = {}) => version(2, config, [change(said)]);

const v1 = version(1, {
  initial: 'a',
  states: {
    a: { on: { go: 'b' }, after: { soon: 'c' } },
    b: {
      invoke: { id: 'w', src: 'work', onDone: 'c', onError: 'c' },
      exit: { type: 'note', params: 'left' },
    },
    c: { type: 'final' },
  },
});

describe('an entry of a migration', () => {
  const v2 = two(
    {
      initial: 'first',
      states: {
        first: { on: { go: 'b' }, after: { soon: 'c' } },
        b: { invoke: { id: 'w', src: 'work', onDone: 'c', onError: 'c' } },
        c: { type: 'final' },
      },
    },
    { states: { a: 'first' }, context: ({ n, log }: { n: number; log: string[] }) => ({ n: n + 1, log }) },
  );
  const head = entryAfter(v1, 4);
  const entry = migrated(v1, v2, head);

  test('says what it is, and goes on with the chain', () => {
    expect(entry).toMatchObject({
      ...{ revision: 2, kind: 'migration', version: 2, status: 'active', createdAt: START },
      event: { type: 'migrate', payload: { from: 1, to: 2 }, who: { kind: 'system', id: 'baton' } },
    });
    expect(peek(entry.snapshot)).toMatchObject({ value: 'first', context: { n: 5, log: [] } });
    expect(brokenLinks(head, entry)).toEqual([]);
  });

  test('keeps the timer of a state that goes on, under its new name, with its due time and its token', () => {
    expect(entry.timers).toEqual([
      {
        ...{ revision: 1, index: 0, dueAt: START + 1000, cancellable: true },
        ...{ id: 'xstate.after.soon.m.first', event: { type: 'xstate.after.soon.m.first' } },
      },
    ]);
    const token = { revision: 1, index: 0 };
    const next = advance(
      v2,
      entry,
      { kind: 'timer', token },
      { instance: 'i', commit: 'd', now: START + 1000 },
    );
    expect(taken(next)).toMatchObject({ revision: 3, version: 2, status: 'done' });
  });

  test('is the same for the same arguments, and leaves the head as it was', () => {
    const text = JSON.stringify(head);
    expect(migrated(v1, v2, head)).toEqual(entry);
    expect(JSON.stringify(head)).toBe(text);
  });

  test('takes effect before a timer that is late', () => {
    expect(migrated(v1, v2, head, START + 9000)).toMatchObject({
      at: START + 1000,
      recordedAt: START + 9000,
    });
  });

  test('runs no exit and no entry action', () => {
    const head = entryAfter(v1, 0, 'go');
    const moved = migrated(
      v1,
      two(
        { initial: 'z', states: { z: { entry: { type: 'note', params: 'in' } } } },
        {
          ...{ states: { b: 'z' }, actors: { w: null } },
        },
      ),
      head,
    );
    expect(peek(moved.snapshot)).toMatchObject({ value: 'z', context: { log: [] } });
    expect(moved).toMatchObject({ timers: [], pending: [], effects: [] });
  });
});

describe('states', () => {
  const atB = entryAfter(version(1, { initial: 'b', states: { b: {}, c: {} } }), 3);
  const plain = version(1, { initial: 'b', states: { b: {}, c: {} } });

  test.each<[string, Config, Partial<Migration>, unknown]>([
    ['of the same path stay', { initial: 'c', states: { b: {}, c: {} } }, {}, 'b'],
    ['are renamed', { initial: 'x', states: { x: {} } }, { states: { b: 'x' } }, 'x'],
    [
      'are split by context',
      { initial: 'x', states: { x: {}, y: {} } },
      { states: { b: (context: { n: number }) => (context.n > 2 ? 'y' : 'x') } },
      'y',
    ],
    [
      'move into another',
      { initial: 'x', states: { x: { initial: 'y', states: { y: {}, z: {} } } } },
      { states: { b: 'x.z' } },
      { x: 'z' },
    ],
    [
      'get regions beside them',
      {
        type: 'parallel',
        states: { one: { initial: 'b', states: { b: {} } }, two: { initial: 'p', states: { p: {}, q: {} } } },
      },
      { states: { b: 'one.b' }, regions: { two: 'two.q' } },
      { one: 'b', two: 'q' },
    ],
  ])('%s', (_, config, said, value) => {
    expect(peek(migrated(plain, two(config, said), atB).snapshot).value).toEqual(value);
  });

  test('a name stands for all that is in a state, the longest name counts', () => {
    const inner = { initial: 'x', states: { x: { on: { go: 'y' } }, y: {} } } as const;
    const from = version(1, { initial: 'b', states: { b: inner } });
    const to = two({ initial: 'd', states: { d: inner, e: {} } }, { states: { b: 'd', 'b.y': 'e' } });
    expect(peek(migrated(from, to, entryAfter(from, 0)).snapshot).value).toEqual({ d: 'x' });
    expect(peek(migrated(from, to, entryAfter(from, 0, 'go')).snapshot).value).toEqual('e');
  });

  test('a region that is gone is left out', () => {
    const from = version(1, {
      type: 'parallel',
      states: { one: { initial: 'b', states: { b: {} } }, two: { initial: 'p', states: { p: {} } } },
    });
    const to = two(
      { type: 'parallel', states: { one: { initial: 'b', states: { b: {} } } } },
      { states: { two: null } },
    );
    expect(peek(migrated(from, to, entryAfter(from, 0)).snapshot).value).toEqual({ one: 'b' });
  });

  test('an always that is enabled runs in the same commit, and what it leads to begins', () => {
    const to = two(
      {
        initial: 'x',
        states: {
          x: { always: { guard: 'many', target: 'y', actions: { type: 'note', params: 'many' } } },
          y: { invoke: { id: 't', src: 'toil', onDone: 'x', onError: 'x' } },
        },
      },
      { states: { b: 'x' } },
    );
    const moved = migrated(plain, to, atB);
    expect(peek(moved.snapshot)).toMatchObject({ value: 'y', context: { log: ['many'] } });
    expect(moved.pending).toMatchObject([{ id: 't', src: 'toil', revision: 2, index: 0 }]);
    expect(moved.effects).toMatchObject([{ id: 't', src: 'toil', revision: 2, index: 0 }]);
  });

  test('parallel states keep the order in which they were entered', () => {
    const region = (name: string) =>
      ({
        initial: 'p',
        states: {
          p: { on: { [name]: 'q' } },
          q: { on: { stop: { actions: { type: 'note', params: name } } } },
        },
      }) as const;
    const shape = { type: 'parallel', states: { one: region('go'), two: region('back') } } as const;
    const from = version(1, shape);
    const head = entryAfter(from, 0, 'back', 'go');
    expect(JSON.parse(head.snapshot).order).toEqual([1, 0]);
    expect(JSON.parse(migrated(from, two(shape), head).snapshot).order).toEqual([1, 0]);
  });
});
