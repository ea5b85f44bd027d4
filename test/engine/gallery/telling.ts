import { assign, cancel, emit, enqueueActions, log, sendTo, setup, stopChild } from 'xstate';
import * as z from 'zod';
import { effect, inline, schemas } from '../../../machines/define.ts';
import { recorded, specimen } from './specimen.ts';

const bare = z.object({});
const parts = schemas({
  ...recorded,
  context: z.strictObject({ log: z.array(z.string()), n: z.int() }),
  events: {
    speak: bare,
    mumble: bare,
    think: bare,
    later: bare,
    never: bare,
    count: bare,
    fetch: bare,
    drop: bare,
    many: bare,
  },
  emitted: { said: z.object({ n: z.int() }), thought: bare },
  effects: {
    fetch: effect({ input: z.strictObject({ n: z.int() }), output: z.strictObject({ n: z.int() }) }),
  },
  inline: {
    half: inline({
      input: z.int(),
      output: z.int(),
      compute: (n) => {
        if (n % 2 === 1) throw new Error('odd');
        return n / 2;
      },
    }),
  },
});

/** What is emitted, logged, queued by code, and sent to itself at once or later; effects and inline actors by `spawnChild`. */
export const telling = specimen(
  'telling',
  parts,
  setup({
    ...parts.setup,
    delays: { soon: 5 },
    actions: {
      note: assign({ log: ({ context }, what: string) => [...context.log, what] }),
      say: emit(({ context }) => ({ type: 'said', n: context.n })),
    },
    guards: { even: ({ context }) => context.n % 2 === 0 },
  }).createMachine({
    id: 'telling',
    context: { log: [], n: 0 },
    entry: ['say', log('here')],
    on: {
      count: { actions: assign({ n: ({ context }) => context.n + 1 }) },
      speak: { actions: ['say', emit({ type: 'thought' })] },
      mumble: { actions: log(({ context }) => context.n, 'n') },
      think: {
        actions: [sendTo(({ self }) => self, { type: 'count' }), { type: 'note', params: 'sent' }, 'say'],
      },
      later: { actions: sendTo(({ self }) => self, { type: 'count' }, { delay: 'soon', id: 'soon' }) },
      never: { actions: cancel('soon') },
      fetch: {
        actions: enqueueActions(({ enqueue, context }) => {
          enqueue.stopChild('one');
          enqueue.spawnChild('fetch', { id: 'one', input: { n: context.n } });
          enqueue.spawnChild('half', { id: 'two', input: context.n });
        }),
      },
      drop: { actions: [stopChild('one'), sendTo(({ self }) => self, { type: 'speak' })] },
      many: {
        actions: enqueueActions(({ enqueue, check }) => {
          enqueue('say');
          enqueue.assign({ n: ({ context }) => context.n + 1 });
          if (check('even')) enqueue.raise({ type: 'speak' });
          else enqueue.raise({ type: 'count' }, { delay: 3 });
          enqueue.emit({ type: 'thought' });
          enqueue.cancel('soon');
        }),
      },
      'xstate.done.actor.*': {
        actions: assign({
          n: ({ context, event }) => {
            const output = event.output as number | { n: number };
            return context.n + (typeof output === 'number' ? output : output.n);
          },
        }),
      },
      'xstate.error.actor.*': { actions: { type: 'note', params: 'failed' } },
    },
  }),
  { outputs: { fetch: [{ n: 1 }, { n: 4 }] } },
);
