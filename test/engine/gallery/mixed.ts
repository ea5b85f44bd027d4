import { assign, cancel, raise, setup } from 'xstate';
import * as z from 'zod';
import { effect, inline, schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const bare = z.object({});
const parts = schemas({
  ...recorded,
  events: { go: bare, tick: bare, leave: bare, stop: bare },
  effects: { call: effect({ input: z.strictObject({ n: z.int() }), output: z.unknown() }) },
  inline: {
    score: inline({
      input: z.strictObject({ n: z.int() }),
      output: z.int(),
      compute: ({ n }) => (n * 7) % 5,
    }),
  },
});

/** One state with an inline actor, an effect, delayed raises and an `after`; effects begun and left in one commit. */
export const mixed = specimen(
  'mixed',
  parts,
  setup({
    ...parts.setup,
    actions: { note: assign({ log: ({ context }, what: string) => [...context.log, what] }) },
  }).createMachine({
    id: 'mixed',
    context: { log: [] },
    initial: 'idle',
    on: { tick: { actions: note('tick') }, stop: { actions: cancel('ticking') } },
    states: {
      idle: { on: { go: 'busy', leave: 'over' } },
      busy: {
        entry: [raise({ type: 'tick' }, { delay: 3, id: 'ticking' }), raise({ type: 'tick' })],
        exit: [cancel('ticking'), note('-busy')],
        invoke: [
          {
            id: 'before',
            src: 'call',
            input: { n: 1 },
            onDone: { actions: note('before') },
            onError: 'idle',
          },
          {
            id: 'score',
            src: 'score',
            input: ({ context }) => ({ n: context.log.length }),
            onDone: [
              { guard: ({ event }) => event.output === 0, target: 'second' },
              { guard: ({ event }) => event.output === 1, target: 'busy', reenter: true },
              { guard: ({ event }) => event.output === 2, target: 'over' },
              { actions: [note('scored'), raise({ type: 'tick' }, { delay: 6, id: 'ticking' })] },
            ],
            onError: 'idle',
          },
          { id: 'after', src: 'call', input: { n: 2 }, onDone: 'second', onError: 'idle' },
        ],
        after: { 4: { actions: note('four') }, 12: { target: 'busy', reenter: true } },
        on: { leave: 'idle' },
      },
      second: {
        invoke: [
          {
            id: 'score',
            src: 'score',
            input: ({ context }) => ({ n: context.log.length + 1 }),
            onDone: { actions: note('second score') },
            onError: 'idle',
          },
          { id: 'after', src: 'call', input: { n: 3 }, onDone: 'busy', onError: 'idle' },
        ],
        on: { leave: 'idle', go: 'busy' },
      },
      over: { type: 'final', exit: raise({ type: 'tick' }, { delay: 1 }) },
    },
  }),
);
