import { expect, test } from 'vitest';
import type { Migration } from '../../../engine/definition.ts';
import { MigrationFailed } from '../../../engine/errors.ts';
import { migrate } from '../../../engine/migrate.ts';
import { change, entryAfter, problemsOf, START, version } from './pair.ts';

type Config = Parameters<typeof version>[1];

const from = version(1, {
  type: 'parallel',
  states: {
    one: { initial: 'a', states: { a: { on: { go: 'b' } }, b: {} } },
    two: { initial: 'p', states: { p: {}, q: {} } },
  },
});
const one = { initial: 'a', states: { a: {}, b: {} } } as const;
const region = { initial: 'p', states: { p: {}, q: {} } } as const;

test.each<[string, Config, Partial<Migration>, string]>([
  [
    'a state that is not there any more',
    { type: 'parallel', states: { one: { initial: 'b', states: { b: {} } }, two: region } },
    {},
    'the state one.a is not there any more: say in states where it lies',
  ],
  [
    'a state that becomes one that is not there',
    { type: 'parallel', states: { one: { initial: 'b', states: { b: {} } }, two: region } },
    { states: { 'one.a': 'one.c' } },
    'the state one.a is not there any more as one.c: say in states where it lies',
  ],
  [
    'a state that is split by a function that says nothing',
    { type: 'parallel', states: { one, two: region } },
    { states: { 'one.a': () => undefined as never } },
    'the state one.a is not there any more: say in states where it lies',
  ],
  [
    'a state that becomes one with states in it',
    { type: 'parallel', states: { one: { initial: 'a', states: { a: one, b: {} } }, two: region } },
    {},
    'one.a has states in it (a, b): name one of them',
  ],
  [
    'a state that becomes a history',
    {
      type: 'parallel',
      states: { one: { initial: 'b', states: { a: { type: 'history' }, b: {} } }, two: region },
    },
    {},
    'one.a is a history state, in which nothing can be',
  ],
  [
    'two states at once where there can be one',
    { initial: 'a', states: { a: {}, p: {} } },
    { states: { 'one.a': 'a', 'two.p': 'p' } },
    'the root is in several states at once: a, p',
  ],
  [
    'a region without a state',
    { type: 'parallel', states: { one, two: region, three: region } },
    {},
    'the region three is in no state',
  ],
  [
    'a region that loses its state',
    { type: 'parallel', states: { one, two: region } },
    { states: { 'two.p': null } },
    'the region two is in no state',
  ],
  [
    'nothing at all',
    { initial: 'a', states: { a: {} } },
    { states: { one: null, two: null } },
    'the root is in no state',
  ],
  [
    'a state that is at its end at once',
    {
      type: 'parallel',
      states: { one: { initial: 'a', states: { a: { type: 'final' } }, onDone: {} }, two: region },
    },
    {},
    'one would be at its end without its onDone: choose a state before the end, with an always',
  ],
  [
    'an instance that is at its end at once',
    { initial: 'z', states: { z: { type: 'final' } } },
    { states: { 'one.a': 'z', two: null } },
    'the whole would be at its end without its onDone: choose a state before the end, with an always',
  ],
  [
    'a context that does not fit',
    { type: 'parallel', states: { one, two: region } },
    { context: () => ({ n: 'one', log: [] }) },
    "the context's /n expected number, received string",
  ],
  [
    'a context with a field that is not known',
    { type: 'parallel', states: { one, two: region } },
    { context: (old: object) => ({ ...old, more: 1 }) },
    "the context's /more is not a known field",
  ],
  [
    'a context that throws',
    { type: 'parallel', states: { one, two: region } },
    { context: () => JSON.parse('no') },
    'the migration throws',
  ],
  [
    'a context that is no plain JSON',
    { type: 'parallel', states: { one, two: region } },
    { context: () => ({ n: 1, log: Object.assign(['a'], { toJSON: () => [] }) }) },
    'the migration throws',
  ],
  [
    'a state that throws',
    { type: 'parallel', states: { one, two: region } },
    { states: { one: () => JSON.parse('no') } },
    'the migration throws',
  ],
  [
    'an always that goes round without an end',
    {
      type: 'parallel',
      states: { one: { initial: 'a', states: { a: { always: 'b' }, b: { always: 'a' } } }, two: region },
    },
    {},
    'the migration throws',
  ],
  [
    'an actor that begins, fails, and is not heard',
    { type: 'parallel', states: { one, two: region }, invoke: { id: 's', src: 'stumble' } },
    {},
    'it would be in error at once',
  ],
  [
    'a delay that is no number',
    { type: 'parallel', states: { one, two: region }, after: { never: {} } },
    {},
    'the migration throws',
  ],
])('%s is refused', (_, config, said, problem) => {
  expect(problemsOf(from, version(2, config, [change(said)]), entryAfter(from, 0))).toContain(problem);
});

test('a version that does not say how is refused, with what the instance is', () => {
  const refused = migrate(from, version(2, { initial: 'a', states: { a: {} } }), entryAfter(from, 0), {
    ...{ instance: 'i', commit: 'c', now: START },
  });
  expect(refused).toEqual({ refusal: expect.any(MigrationFailed) });
  expect('refusal' in refused && refused.refusal.message).toBe(
    'Instance i cannot become one of version 2 and stays on 1: version 2 does not say how.',
  );
});

test('a thrown error is the cause, and no text of it is told', () => {
  const to = version(2, { initial: 'a', states: { a: {} } }, [
    change({
      context: () => {
        throw new Error('Jane Doe');
      },
      states: { one: 'a', 'one.a': 'a', two: null },
    }),
  ]);
  const refused = migrate(from, to, entryAfter(from, 0), { instance: 'i', commit: 'c', now: START });
  if (!('refusal' in refused)) throw new Error('It was migrated.');
  expect(refused.refusal.message).not.toContain('Jane');
  expect(refused.refusal.cause).toEqual(new Error('Jane Doe'));
});
