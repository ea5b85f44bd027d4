import { assign, setup } from 'xstate';
import * as z from 'zod';
import { effect, schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const bare = z.object({});
const asked = effect({ input: z.strictObject({ n: z.int() }), output: z.strictObject({ n: z.int() }) });
const plain = effect({ input: z.undefined(), output: z.unknown() });
const parts = schemas({
  ...recorded,
  context: z.strictObject({ log: z.array(z.string()), n: z.int() }),
  events: { go: bare, leave: bare, redo: bare, bump: bare, hop: bare },
  effects: { ask: asked, plain },
  inline: {},
});

/** Effects: input, result and failure; several in a state; stopped by leaving; asked again by re-entering. */
export const effects = specimen(
  'effects',
  parts,
  setup({
    ...parts.setup,
    actions: {
      note: assign({ log: ({ context }, what: string) => [...context.log, what] }),
      add: assign({ n: ({ context }, n: number) => context.n + n }),
    },
    guards: { small: ({ context }) => context.n < 4 },
  }).createMachine({
    id: 'effects',
    context: { log: [], n: 0 },
    initial: 'idle',
    on: { bump: { actions: { type: 'add', params: 1 } } },
    states: {
      idle: { on: { go: 'asking', leave: 'over', hop: 'fleeting' } },
      asking: {
        entry: note('+asking'),
        exit: note('-asking'),
        invoke: [
          {
            id: 'first',
            src: 'ask',
            input: ({ context }) => ({ n: context.n }),
            onDone: [
              { guard: ({ event }) => event.output.n > 6, target: 'several' },
              { actions: { type: 'add', params: ({ event }) => event.output.n } },
            ],
            onError: { target: 'idle', actions: note('failed') },
          },
          {
            src: 'plain',
            onDone: { actions: note('plain done') },
            onError: { actions: note('plain failed') },
          },
        ],
        on: {
          leave: 'idle',
          redo: { target: 'asking', reenter: true },
          go: { target: '.inner', actions: note('inner') },
        },
        initial: 'outer',
        states: {
          outer: {},
          inner: { invoke: { id: 'inner', src: 'plain', onDone: 'outer', onError: '#effects.several' } },
        },
      },
      several: {
        type: 'parallel',
        onDone: 'idle',
        on: { leave: 'idle' },
        states: {
          a: asks('a'),
          b: asks('b'),
        },
      },
      fleeting: {
        entry: note('+fleeting'),
        invoke: { src: 'ask', input: { n: 1 }, onDone: 'idle', onError: 'over' },
        always: [{ guard: 'small', target: 'asking', actions: note('hopped') }],
        on: { leave: 'idle' },
      },
      over: { type: 'final' },
    },
  }),
  { outputs: { ask: [{ n: 1 }, { n: 7 }], plain: [{}, null, undefined, 'text', [1]] }, moves: [1] },
);

function asks<K extends string>(id: K) {
  return {
    initial: 'waiting',
    states: {
      waiting: {
        invoke: {
          id,
          src: 'ask',
          input: { n: 2 },
          onDone: 'done',
          onError: { target: 'waiting', reenter: true, actions: note(`${id} again`) },
        },
      },
      done: { type: 'final' },
    },
  } as const;
}
