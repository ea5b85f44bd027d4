import { assign, raise, setup } from 'xstate';
import * as z from 'zod';
import { schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const parts = schemas({
  ...recorded,
  context: z.strictObject({ log: z.array(z.string()), n: z.int() }),
  events: { add: z.object({ n: z.int() }), down: z.object({}), say: z.object({ word: z.string() }) },
  effects: {},
  inline: {},
});

/** Chains of `always`, with and without guards, that look at the context and at the event that opened them. */
export const always = specimen(
  'always',
  parts,
  setup({
    ...parts.setup,
    actions: {
      note: assign({ log: ({ context }, what: string) => [...context.log, what] }),
      less: assign({ n: ({ context }) => context.n - 3 }),
    },
    guards: {
      above: ({ context }, limit: number) => context.n > limit,
      said: ({ context, event }, word: string) =>
        event.type === 'say' && event.word === word && context.n > 0,
    },
  }).createMachine({
    id: 'always',
    context: { log: [], n: 0 },
    initial: 'low',
    on: {
      add: { actions: assign({ n: ({ context, event }) => context.n + event.n }) },
      say: { actions: note('said') },
    },
    states: {
      low: {
        entry: note('+low'),
        always: [
          { guard: { type: 'above', params: 9 }, target: 'gone' },
          { guard: { type: 'above', params: 4 }, target: 'high', actions: note('low>high') },
          { guard: { type: 'said', params: 'jump' }, target: 'passing' },
        ],
      },
      high: {
        entry: note('+high'),
        exit: note('-high'),
        on: { down: { target: 'passing', actions: raise({ type: 'add', n: 1 }) } },
        always: { guard: { type: 'above', params: 7 }, actions: ['less', note('trimmed')] },
      },
      passing: {
        entry: ['less', note('+passing')],
        exit: note('-passing'),
        initial: 'one',
        states: { one: { always: 'two' }, two: { entry: note('+two'), always: { target: '#always.low' } } },
      },
      gone: { type: 'final' },
    },
    output: ({ context }) => ({ log: context.log.slice(-3) }),
  }),
  {
    events: [
      { type: 'add', n: 1 },
      { type: 'add', n: 4 },
      { type: 'down' },
      { type: 'say', word: 'jump' },
      { type: 'say', word: 'stay' },
    ],
  },
);
