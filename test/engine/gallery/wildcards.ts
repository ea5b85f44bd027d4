import { assign, setup } from 'xstate';
import * as z from 'zod';
import { effect, inline, schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const bare = z.object({});
const parts = schemas({
  ...recorded,
  events: {
    'mail.in': bare,
    'mail.in.first': bare,
    'mail.out': bare,
    mail: bare,
    mailer: bare,
    other: bare,
    next: bare,
  },
  effects: { call: effect({ input: z.undefined(), output: z.unknown() }) },
  inline: { judge: inline({ input: z.undefined(), output: z.string(), compute: () => 'judged' }) },
});

/** `*` and `mail.*`, the closest first; events that a state forbids; what a wildcard hears of the engine's own. */
export const wildcards = specimen(
  'wildcards',
  parts,
  setup({
    ...parts.setup,
    actions: {
      note: assign({ log: ({ context }, what: string) => [...context.log, what] }),
      heard: assign({ log: ({ context, event }, by: string) => [...context.log, `${by}: ${event.type}`] }),
    },
  }).createMachine({
    id: 'wildcards',
    context: { log: [] },
    initial: 'picky',
    on: {
      'mail.*': { actions: { type: 'heard', params: 'root mail' } },
      '*': { actions: { type: 'heard', params: 'root' } },
    },
    states: {
      picky: {
        on: {
          'mail.in': { actions: { type: 'heard', params: 'exact' } },
          'mail.in.*': { actions: { type: 'heard', params: 'inner mail' } },
          'mail.out': {},
          other: undefined,
          next: 'deaf',
        },
      },
      deaf: {
        initial: 'inner',
        on: { '*': {}, next: 'eager' },
        states: { inner: { on: { mail: { actions: { type: 'heard', params: 'deaf' } } } } },
      },
      eager: {
        type: 'parallel',
        on: { next: 'picky' },
        states: {
          a: {
            invoke: { id: 'call', src: 'call' },
            on: { '*': { actions: { type: 'heard', params: 'a' } } },
            after: { 5: {} },
          },
          b: {
            invoke: { id: 'judge', src: 'judge', onDone: { actions: note('judged') }, onError: '.x' },
            on: { 'mail.*': {}, 'xstate.*': { actions: { type: 'heard', params: 'b' } } },
            initial: 'x',
            states: { x: { after: { 5: 'y' } }, y: { on: { other: {}, mail: 'x' } } },
          },
        },
      },
    },
  }),
  { outputs: { call: [{}] } },
);
