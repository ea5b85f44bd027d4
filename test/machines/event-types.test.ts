import { expect, test } from 'vitest';
import { assign, raise, setup } from 'xstate';
import * as z from 'zod';
import { effect, inline, schemas } from '../../machines/define.ts';

// What an author gets wrong does not compile: `npm run check:types` is this test. (A delay that is not there does,
// XState lets it: that is refused when the definition is registered.)
const parts = schemas({
  input: z.strictObject({}),
  context: z.strictObject({ n: z.int() }),
  output: z.undefined(),
  events: { bare: z.object({}), add: z.object({ n: z.int() }), maybe: z.object({ n: z.int().optional() }) },
  effects: {
    call: effect({ input: z.strictObject({ n: z.int() }), output: z.strictObject({ ok: z.boolean() }) }),
  },
  inline: { judge: inline({ input: z.int(), output: z.string(), compute: (n) => `${n}` }) },
});
const author = setup({
  ...parts.setup,
  delays: { soon: 5, late: ({ context }) => context.n },
  actions: { add: assign({ n: ({ context }, n: number) => context.n + n }) },
});

test('an event without a payload is an event like others', () => {
  const machine = author.createMachine({
    context: { n: 0 },
    entry: raise({ type: 'bare' }),
    on: {
      bare: { actions: assign({ n: ({ event }) => event.type.length }) },
      add: { actions: assign({ n: ({ event }) => event.n }) },
      maybe: { actions: assign({ n: ({ event }) => event.n ?? 0 }) },
      '*': {
        actions: assign({
          n: ({ event }) => (event.type === 'add' ? event.n : event.type === 'bare' ? 1 : 2),
        }),
      },
    },
    after: { soon: {}, late: {}, 5: {} },
  });
  expect(machine.root.after.map(({ delay }) => delay)).toEqual([5, 'soon', 'late']);
});

test('what is not there does not compile', () => {
  const wrong = [
    () =>
      // @ts-expect-error There is no event `subtract`.
      author.createMachine({ context: { n: 0 }, on: { subtract: {} } }),
    () =>
      // @ts-expect-error There is no event `subtract` to raise.
      author.createMachine({ context: { n: 0 }, entry: raise({ type: 'subtract' }) }),
    () =>
      // @ts-expect-error The event `add` needs its number.
      author.createMachine({ context: { n: 0 }, entry: raise({ type: 'add' }) }),
    () =>
      // @ts-expect-error There is no effect `mail`.
      author.createMachine({ context: { n: 0 }, invoke: { src: 'mail' } }),
    () =>
      // @ts-expect-error The effect's input is a number in an object.
      author.createMachine({ context: { n: 0 }, invoke: { src: 'call', input: { n: 'one' } } }),
    () =>
      // @ts-expect-error The inline actor's input is a number.
      author.createMachine({ context: { n: 0 }, invoke: { src: 'judge', input: 'one' } }),
    () =>
      // @ts-expect-error The action `add` needs its number.
      author.createMachine({ context: { n: 0 }, entry: 'add' }),
    () =>
      // @ts-expect-error The context has a number.
      author.createMachine({ context: { n: 'none' } }),
  ];
  expect(wrong).toHaveLength(8);
});
