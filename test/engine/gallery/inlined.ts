import { assign, raise, setup } from 'xstate';
import * as z from 'zod';
import { inline, schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const number = z.strictObject({ n: z.int() });
const parts = schemas({
  ...recorded,
  context: z.strictObject({ log: z.array(z.string()), n: z.int() }),
  events: { set: number, again: z.object({}), both: z.object({}), leave: z.object({}) },
  effects: {},
  inline: {
    double: inline({ input: number, output: number, compute: ({ n }) => ({ n: n * 2 }) }),
    odd: inline({
      input: number,
      output: z.string(),
      compute({ n }) {
        if (n % 2 === 0) throw Object.assign(new Error(`${n} is even`), { code: 'even' });
        return `odd ${n}`;
      },
    }),
    when: inline({ input: z.undefined(), output: z.number(), compute: (_, { at }) => at }),
  },
});

const noting = setup({
  ...parts.setup,
  actions: {
    note: assign({ log: ({ context }, what: string) => [...context.log, what] }),
    keep: assign({ n: (_, n: number) => n }),
  },
  guards: { large: ({ context }) => context.n > 20, tiny: ({ context }) => context.n < 3 },
});

/** Inline actors in a row: one's result enters the state that asks the next; throwing leads to `onError`. */
export const chained = specimen(
  'chained',
  parts,
  noting.createMachine({
    id: 'chained',
    context: { log: [], n: 1 },
    initial: 'doubling',
    on: { set: { target: '.doubling', actions: { type: 'keep', params: ({ event }) => event.n } } },
    states: {
      doubling: {
        entry: note('+doubling'),
        exit: note('-doubling'),
        invoke: {
          src: 'double',
          input: ({ context }) => ({ n: context.n }),
          onDone: [
            {
              guard: 'large',
              target: 'judging',
              actions: { type: 'keep', params: ({ event }) => event.output.n + 1 },
            },
            {
              target: 'doubling',
              reenter: true,
              actions: { type: 'keep', params: ({ event }) => event.output.n },
            },
          ],
          onError: 'resting',
        },
      },
      judging: {
        invoke: {
          id: 'judge',
          src: 'odd',
          input: ({ context }) => ({ n: context.n }),
          onDone: {
            target: 'timing',
            actions: assign({ log: ({ context, event }) => [...context.log, event.output] }),
          },
          onError: { target: 'timing', actions: note('even') },
        },
        on: { both: { actions: note('both heard') } },
      },
      timing: {
        entry: raise({ type: 'both' }),
        invoke: {
          src: 'when',
          onDone: {
            target: 'resting',
            actions: assign({ log: ({ context, event }) => [...context.log, `at ${event.output}`] }),
          },
          onError: 'resting',
        },
        on: { both: { actions: note('both in timing') } },
      },
      resting: { on: { again: 'judging', leave: 'over' }, after: { 5: 'timing' } },
      over: { type: 'final' },
    },
  }),
  { events: [...[1, 2, 31, 40].map((n) => ({ type: 'set', n })), { type: 'again' }, { type: 'leave' }] },
);

/** Two inline actors in one state: the first result leaves it, the second finds somebody else, or nobody. */
export const rivals = specimen(
  'rivals',
  parts,
  noting.createMachine({
    id: 'rivals',
    context: { log: [], n: 1 },
    initial: 'idle',
    on: { set: { actions: { type: 'keep', params: ({ event }) => event.n } } },
    states: {
      idle: { on: { both: 'racing', again: 'fleeting', leave: 'over' } },
      racing: {
        entry: note('+racing'),
        exit: note('-racing'),
        invoke: [
          {
            id: 'one',
            src: 'double',
            input: ({ context }) => ({ n: context.n }),
            onDone: [
              { guard: 'large', target: 'idle' },
              { guard: 'tiny', target: 'deaf' },
              { target: 'listening', actions: note('one') },
            ],
            onError: 'idle',
          },
          {
            id: 'two',
            src: 'odd',
            input: ({ context }) => ({ n: context.n }),
            onDone: { target: 'idle', actions: note('two') },
            onError: { target: 'listening', actions: note('two failed') },
          },
        ],
        on: { both: 'idle' },
      },
      listening: {
        on: {
          '*': { target: 'deaf', actions: note('late two, or anything') },
          leave: 'idle',
          both: { target: 'racing' },
        },
      },
      deaf: { on: { both: 'racing' } },
      fleeting: {
        invoke: { id: 'lost', src: 'double', input: { n: 4 }, onDone: 'over', onError: 'over' },
        entry: note('+fleeting'),
        always: 'idle',
      },
      over: { type: 'final' },
    },
  }),
  {
    events: [
      ...[1, 2, 31, 40].map((n) => ({ type: 'set', n })),
      { type: 'both' },
      { type: 'again' },
      { type: 'leave' },
    ],
  },
);
