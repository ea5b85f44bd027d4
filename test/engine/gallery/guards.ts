import { and, assign, not, or, setup, stateIn } from 'xstate';
import * as z from 'zod';
import { schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const amount = z.object({ n: z.int() });
const parts = schemas({
  ...recorded,
  context: z.strictObject({ log: z.array(z.string()), n: z.int() }),
  events: { set: amount, take: amount, flip: z.object({}), ask: z.object({}), tell: amount },
  effects: {},
  inline: {},
});

/** Guards: named, inline, with fixed and computed parameters; `and`, `or`, `not`, `stateIn`; the first that holds. */
export const guards = specimen(
  'guards',
  parts,
  setup({
    ...parts.setup,
    actions: {
      note: assign({ log: ({ context }, what: string) => [...context.log, what] }),
      set: assign({ n: (_, n: number) => n }),
    },
    guards: {
      even: ({ context }) => context.n % 2 === 0,
      big: ({ context }) => context.n > 5,
      atLeast: ({ context }, { n }: { n: number }) => context.n >= n,
      lit: stateIn({ lamp: 'on' }),
      dark: not('lit'),
      evenAndLit: and(['even', stateIn('#on')]),
      oddOrBig: or([not('even'), 'big']),
    },
  }).createMachine({
    id: 'guards',
    type: 'parallel',
    context: { log: [], n: 0 },
    states: {
      lamp: {
        initial: 'off',
        states: {
          off: { on: { flip: 'on' } },
          on: { id: 'on', on: { flip: { guard: 'oddOrBig', target: 'off' } } },
        },
      },
      desk: {
        on: {
          set: { actions: { type: 'set', params: ({ event }) => event.n } },
          take: [
            {
              guard: { type: 'atLeast', params: ({ event }) => ({ n: event.n }) },
              actions: assign({ n: ({ context, event }) => context.n - event.n }),
            },
            { guard: 'evenAndLit', actions: note('even and lit') },
            { guard: and(['dark', or(['big', not('even')])]), actions: note('dark and so on') },
          ],
          ask: [
            { guard: ({ context }) => context.n === 3, actions: note('three') },
            { guard: not(and(['even', 'lit'])), actions: note('not both') },
            { guard: stateIn({ lamp: 'off' }), actions: note('off') },
            { actions: note('otherwise') },
          ],
          tell: { guard: ({ event }) => event.n > 2, actions: note('told') },
        },
      },
    },
  }),
  {
    events: [
      ...[0, 3, 4, 7, 8].map((n) => ({ type: 'set', n })),
      ...[1, 5].map((n) => ({ type: 'take', n })),
      ...[2, 3].map((n) => ({ type: 'tell', n })),
      { type: 'flip' },
      { type: 'ask' },
    ],
  },
);
