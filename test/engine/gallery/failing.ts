import { assign, raise, setup } from 'xstate';
import * as z from 'zod';
import { effect, inline, schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const bare = z.object({});
const parts = schemas({
  ...recorded,
  events: {
    go: bare,
    call: bare,
    judge: bare,
    wait: bare,
    burst: bare,
    guess: bare,
    back: bare,
    raise: bare,
    spin: bare,
  },
  effects: { call: effect({ input: z.undefined(), output: z.unknown() }) },
  inline: {
    judge: inline({
      input: z.undefined(),
      output: z.string(),
      compute: (): string => {
        throw new Error('cannot judge');
      },
    }),
  },
});

const burst = (): never => {
  throw new Error('burst');
};

/** What ends an instance: an actor's failure that nobody handles, and an `assign` or a guard that throws. */
export const failing = specimen(
  'failing',
  parts,
  setup({
    ...parts.setup,
    actions: {
      note: assign({ log: ({ context }, what: string) => [...context.log, what] }),
      burst: assign({ log: burst }),
    },
    guards: { burst },
  }).createMachine({
    id: 'failing',
    context: { log: [] },
    initial: 'idle',
    states: {
      idle: {
        on: {
          go: { actions: note('go') },
          call: 'calling',
          judge: 'judging',
          wait: 'waiting',
          spin: 'spinning',
          guess: { guard: 'burst', target: 'calling' },
          raise: { actions: [note('raise'), raise({ type: 'burst' }, { delay: 2 })] },
          burst: { actions: [note('before'), 'burst'] },
        },
      },
      calling: {
        invoke: [
          { id: 'first', src: 'call', onDone: [{ guard: 'burst', target: 'idle' }] },
          { id: 'second', src: 'call', onDone: { target: 'idle', actions: note('second') } },
          {
            id: 'third',
            src: 'call',
            onDone: { actions: 'burst' },
            onError: { actions: note('third failed') },
          },
        ],
        on: { back: 'idle' },
      },
      spinning: { always: 'turning', on: { back: 'idle' } },
      turning: { always: 'spinning' },
      judging: {
        entry: note('+judging'),
        on: { back: 'idle' },
        initial: 'before',
        states: {
          before: { on: { go: 'judged' }, after: { 5: 'judged' } },
          judged: { invoke: { src: 'judge', onDone: '#failing.idle' } },
        },
      },
      waiting: { after: { 3: { target: 'idle', actions: ['burst', note('after')] } }, on: { back: 'idle' } },
    },
  }),
  { moves: [1, 1, 2, 5], outputs: { call: [{}] } },
);
