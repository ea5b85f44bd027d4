import { expect, test } from 'vitest';
import { setup } from 'xstate';
import * as z from 'zod';
import { process, schemas } from '../../machines/define.ts';

// What an author gets wrong in a migration does not compile: `npm run check:types` is this test.
const nothing = z.strictObject({});
const title = { en: 'Case', zh: '事项' };
const plain = { input: nothing, output: nothing, events: { go: z.object({}) }, effects: {}, inline: {} };

const before = schemas({ ...plain, context: z.strictObject({ n: z.int() }) });
const v1 = process({
  ...{ name: 'case', version: 1, title, ...before },
  machine: setup(before.setup).createMachine({
    context: { n: 1 },
    initial: 'open',
    states: { open: { initial: 'new', states: { new: {}, old: {}, last: { type: 'history' } } }, shut: {} },
  }),
});

const after = schemas({ ...plain, context: z.strictObject({ n: z.int(), by: z.enum(['a', 'b']) }) });
const author = {
  ...{ name: 'case', version: 2, title, ...after },
  machine: setup(after.setup).createMachine({
    context: { n: 1, by: 'a' },
    initial: 'open',
    states: { open: { initial: 'fresh', states: { fresh: {}, aged: {} } }, shut: {} },
  }),
};

test('a migration that fits both versions compiles, without a cast', () => {
  const { migrations } = process({
    ...author,
    migrations: (from) => [
      from(v1, {
        states: {
          'open.new': ({ n }, leaves) => (n > 1 && leaves.includes('open.new') ? 'open.fresh' : 'open.aged'),
          'open.old': 'open.aged',
        },
        history: { 'open.last': null },
        context: (old) => ({ ...old, by: 'b' }),
        samples: [{ n: 1 }],
      }),
    ],
  });
  expect(migrations).toMatchObject([{ from: 1, regions: {}, timers: {}, actors: {}, samples: [{ n: 1 }] }]);
});

test('what is not there does not compile', () => {
  const context = (old: { n: number }) => ({ ...old, by: 'a' as const });
  const wrong = [
    () =>
      process({
        ...author,
        migrations: (from) => [
          // @ts-expect-error Version 1 has no state `opened`.
          from(v1, { context, states: { opened: 'open.aged' } }),
        ],
      }),
    () =>
      process({
        ...author,
        migrations: (from) => [
          // @ts-expect-error Version 2 has no state `open.new`.
          from(v1, { context, states: { open: 'open.new' } }),
        ],
      }),
    () =>
      process({
        ...author,
        migrations: (from) => [
          // @ts-expect-error Version 2 has no state `open.new`, by a function either.
          from(v1, { context, states: { open: ({ n }) => (n > 1 ? 'open.new' : 'shut') } }),
        ],
      }),
    () =>
      process({
        ...author,
        migrations: (from) => [
          from(v1, {
            context,
            states: {
              // @ts-expect-error The context of version 1 has no `by`.
              open: ({ by }) => (by === 'a' ? 'shut' : 'open.aged'),
            },
          }),
        ],
      }),
    () =>
      process({
        ...author,
        migrations: (from) => [
          from(v1, {
            // @ts-expect-error The context of version 2 has a `by`.
            context: (old) => old,
          }),
        ],
      }),
    () =>
      process({
        ...author,
        migrations: (from) => [
          from(v1, {
            context,
            // @ts-expect-error A sample is a context of version 1.
            samples: [{ n: 'one' }],
          }),
        ],
      }),
    () =>
      process({
        ...author,
        migrations: (from) => [
          // @ts-expect-error The context is not said.
          from(v1, { states: {} }),
        ],
      }),
  ];
  expect(wrong).toHaveLength(7);
});
