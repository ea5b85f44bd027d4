import { expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import * as z from 'zod';
import { effect, inline, schemas } from '../../machines/define.ts';

const parts = schemas({
  input: z.strictObject({ copies: z.int() }),
  context: z.strictObject({ copies: z.int(), shelf: z.string().optional() }),
  output: z.strictObject({ shelf: z.string() }),
  events: { dispatch: z.object({ tracking: z.string() }), withdraw: z.object({}) },
  effects: {
    reserve: effect({
      input: z.strictObject({ copies: z.int() }),
      output: z.strictObject({ shelf: z.string() }),
    }),
  },
  inline: {
    assess: inline({ input: z.int(), output: z.boolean(), compute: (copies) => copies < 5 }),
  },
});
const { createMachine } = setup({
  ...parts.setup,
  actions: { keep: assign({ shelf: (_, shelf: string) => shelf }) },
  guards: { few: ({ context }) => context.copies < 5 },
  delays: { soon: 1000 },
});
const context = ({ input }: { input: { copies: number } }) => input;
const reserve = ({ context }: { context: { copies: number } }) => ({ copies: context.copies });

/** What the author's guide calls a compile error is one: `npm run check:types` fails where one is not. */
const mistakes = {
  unknownEvent: () =>
    // @ts-expect-error There is no event `dispatched`.
    createMachine({ context, on: { dispatched: {} } }),
  unknownEffect: () =>
    // @ts-expect-error There is no effect `reserved`.
    createMachine({ context, invoke: { src: 'reserved' } }),
  noInput: () =>
    // @ts-expect-error The effect wants its input.
    createMachine({ context, invoke: { src: 'reserve' } }),
  wrongInput: () =>
    // @ts-expect-error The effect wants `copies`.
    createMachine({ context, invoke: { src: 'reserve', input: { article: 'OAK' } } }),
  unknownGuard: () =>
    // @ts-expect-error There is no guard `many`.
    createMachine({ context, on: { withdraw: { guard: 'many' } } }),
  unknownAction: () =>
    // @ts-expect-error There is no action `lose`.
    createMachine({ context, entry: 'lose' }),
  unknownField: () =>
    createMachine({
      context,
      on: {
        dispatch: {
          actions: assign({
            // @ts-expect-error The event has no `carrier`.
            shelf: ({ event }) => event.carrier,
          }),
        },
      },
    }),
  unknownOutput: () =>
    createMachine({
      context,
      invoke: {
        src: 'reserve',
        input: reserve,
        onDone: {
          actions: assign({
            // @ts-expect-error The output has no `place`.
            shelf: ({ event }) => event.output.place,
          }),
        },
      },
    }),
  oneLanguage: () =>
    // @ts-expect-error A title is in both languages.
    createMachine({ context, meta: { title: { en: 'Open' } } }),
};

test('what is right compiles, and is a machine', () => {
  const machine = createMachine({
    context,
    initial: 'assessing',
    states: {
      assessing: {
        meta: { title: { en: 'Being assessed', zh: '评估中' } },
        invoke: {
          src: 'assess',
          input: ({ context }) => context.copies,
          onDone: 'reserving',
          onError: 'closed',
        },
      },
      reserving: {
        invoke: {
          src: 'reserve',
          input: reserve,
          onDone: { target: 'closed', actions: { type: 'keep', params: ({ event }) => event.output.shelf } },
          onError: 'closed',
        },
        on: { dispatch: { guard: 'few', target: 'closed' } },
        after: { soon: 'closed' },
      },
      closed: { type: 'final' },
    },
  });
  expect(Object.keys(machine.states)).toEqual(['assessing', 'reserving', 'closed']);
  expect(Object.keys(mistakes).length).toBe(9);
});
