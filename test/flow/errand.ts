import { assign, setup } from 'xstate';
import * as z from 'zod';
import { effect, lasting, process, schemas } from '../../machines/define.ts';

const bare = z.object({});
const answer = z.strictObject({ answer: z.string() });

const errand = schemas({
  input: z.strictObject({}),
  context: z.strictObject({
    total: z.int(),
    answers: z.array(z.string()),
    failures: z.array(z.string()),
    rings: z.int(),
    kept: z.string().optional(),
  }),
  output: z.strictObject({ total: z.int() }),
  events: {
    /** Taken everywhere and at any time: counts. */
    add: z.object({ n: z.int() }),
    /** Taken everywhere: keeps a text. */
    keep: z.object({ text: z.string() }),
    ask: bare,
    demand: bare,
    wait: bare,
    hurry: bare,
    end: bare,
  },
  effects: {
    /** Out of tries or time, the machine is told. */
    reply: effect({
      input: z.strictObject({ total: z.int() }),
      output: answer,
      attempts: 3,
      deadline: { hours: 2 },
      exhausted: 'fail',
    }),
    /** Out of tries or time, a person is asked. */
    favour: effect({
      input: z.strictObject({}),
      output: answer,
      attempts: 2,
      deadline: { minutes: 10 },
      exhausted: 'hold',
    }),
  },
  inline: {},
});

const toIdle = { target: 'idle', actions: 'heard' } as const;
const failing = { target: 'idle', actions: 'failed' } as const;

const machine = setup({
  ...errand.setup,
  delays: { long: lasting({ days: 3 }), short: lasting({ seconds: 40 }) },
  actions: {
    heard: assign({
      answers: ({ context, event }) => [...context.answers, (event as unknown as Done).output.answer],
    }),
    failed: assign({
      failures: ({ context, event }) => [...context.failures, (event as unknown as Failed).error.code],
    }),
    rang: assign({ rings: ({ context }) => context.rings + 1 }),
  },
}).createMachine({
  id: 'errand',
  context: { total: 0, answers: [], failures: [], rings: 0 },
  output: ({ context }) => ({ total: context.total }),
  initial: 'idle',
  on: {
    add: { actions: assign({ total: ({ context, event }) => context.total + event.n }) },
    keep: { actions: assign({ kept: ({ event }) => event.text }) },
  },
  states: {
    idle: { on: { ask: 'asking', demand: 'demanding', wait: 'waiting', end: 'over' } },
    asking: {
      invoke: {
        id: 'reply',
        src: 'reply',
        input: ({ context }) => ({ total: context.total }),
        onDone: toIdle,
        onError: failing,
      },
      on: { hurry: 'idle' },
    },
    demanding: {
      invoke: { id: 'favour', src: 'favour', input: {}, onDone: toIdle, onError: failing },
      on: { hurry: 'idle' },
    },
    waiting: {
      on: { hurry: 'hurrying' },
      after: { long: { target: 'idle', actions: 'rang' } },
    },
    hurrying: { after: { short: { target: 'idle', actions: 'rang' } } },
    over: { type: 'final' },
  },
});

interface Done {
  readonly output: { readonly answer: string };
}
interface Failed {
  readonly error: { readonly code: string };
}

/** A small process that counts, asks for effects of both policies and waits, near and far. */
export const definition = process({
  name: 'errand',
  version: 1,
  title: { en: 'Errand', zh: '差事' },
  ...errand,
  machine,
});
