import { assign, setup } from 'xstate';
import * as z from 'zod';
import { schemas } from '../../../machines/define.ts';
import { specimen } from './specimen.ts';

const parts = schemas({
  input: z.strictObject({ first: z.unknown().optional() }),
  context: z.strictObject({ kept: z.unknown(), list: z.array(z.unknown()), gone: z.undefined() }),
  output: z.unknown(),
  events: { keep: z.object({ what: z.unknown() }), add: z.object({ what: z.unknown() }), end: z.object({}) },
  effects: {},
  inline: {},
});

/** Whatever JSON can hold, and `undefined`, in the context and in the output. */
export const memory = specimen(
  'memory',
  parts,
  setup(parts.setup).createMachine({
    id: 'memory',
    context: ({ input }) => ({ kept: input.first, list: [input.first], gone: undefined }),
    initial: 'open',
    states: {
      open: {
        on: {
          keep: { actions: assign({ kept: ({ event }) => event.what }) },
          add: {
            actions: assign({ list: ({ context, event }) => [...context.list, event.what, undefined] }),
          },
          end: 'shut',
        },
      },
      shut: { type: 'final' },
    },
    output: ({ context }: { context: { list: unknown[] } }) =>
      context.list.length % 2 === 0 ? context : undefined,
  }),
  {
    inputs: [{}, { first: null }, { first: { $undefined: true } }],
    events: [
      ...[null, undefined, 0, '', [undefined], { a: undefined }, { $undefined: { b: 1 } }].map((what) => ({
        type: 'keep',
        what,
      })),
      ...['$undefined', { $undefined: true }, { '': { 'xstate.x': [[]] } }].map((what) => ({
        type: 'add',
        what,
      })),
      { type: 'end' },
    ],
  },
);
