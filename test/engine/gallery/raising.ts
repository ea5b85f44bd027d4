import { assign, cancel, raise, setup } from 'xstate';
import * as z from 'zod';
import { schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const bare = z.object({});
const parts = schemas({
  ...recorded,
  events: {
    now: bare,
    later: bare,
    twice: bare,
    ring: z.object({ of: z.string() }),
    stop: bare,
    mixed: bare,
    leave: bare,
    chain: bare,
    unheard: bare,
  },
  effects: {},
  inline: {},
});

/** Raised events: at once, later, under an id, the same id armed twice, cancelled before, between and after. */
export const raising = specimen(
  'raising',
  parts,
  setup({
    ...parts.setup,
    delays: { soon: 4, counted: ({ context }) => context.log.length % 4 },
    actions: {
      note: assign({ log: ({ context }, what: string) => [...context.log, what] }),
      heard: assign({
        log: ({ context, event }) => [
          ...context.log,
          'of' in event ? `${event.type} ${event.of}` : event.type,
        ],
      }),
    },
  }).createMachine({
    id: 'raising',
    context: { log: [] },
    initial: 'here',
    on: {
      ring: { actions: 'heard' },
      now: { actions: [raise({ type: 'ring', of: 'now' }), note('first'), raise({ type: 'chain' })] },
      chain: { actions: [note('chain'), raise({ type: 'ring', of: 'chain' })] },
      later: { actions: raise({ type: 'ring', of: 'later' }, { delay: 10, id: 'alarm' }) },
      twice: {
        actions: [
          raise({ type: 'ring', of: 'one' }, { delay: 10, id: 'alarm' }),
          raise({ type: 'ring', of: 'two' }, { delay: 'soon', id: 'alarm' }),
        ],
      },
      stop: { actions: cancel('alarm') },
      mixed: {
        actions: [
          cancel('alarm'),
          raise({ type: 'ring', of: 'lost' }, { delay: 1, id: 'alarm' }),
          cancel('alarm'),
          raise({ type: 'ring', of: 'kept' }, { delay: 'counted', id: 'alarm' }),
          raise({ type: 'ring', of: 'nameless' }, { delay: 0 }),
          raise({ type: 'unheard' }, { delay: 2 }),
        ],
      },
    },
    states: {
      here: { exit: [note('-here'), cancel('leaving')], on: { leave: 'there' } },
      there: {
        entry: [
          raise({ type: 'leave' }, { delay: 5, id: 'leaving' }),
          raise(({ context }) => ({ type: 'ring', of: `${context.log.length}` }), { delay: 6 }),
        ],
        exit: raise({ type: 'ring', of: 'exit' }),
        on: { leave: { target: 'here', actions: note('left') } },
      },
    },
  }),
  {
    events: [
      { type: 'ring', of: 'outside' },
      ...['now', 'later', 'twice', 'stop', 'mixed', 'leave', 'chain', 'unheard'].map((type) => ({ type })),
    ],
  },
);
