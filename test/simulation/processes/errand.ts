import { assign, setup } from 'xstate';
import * as z from 'zod';
import { effect, process, schemas } from '../../../machines/define.ts';
import type { Script } from './script.ts';

const bare = z.object({});
const answer = z.strictObject({ answer: z.int() });

const parts = schemas({
  input: z.strictObject({ nonce: z.int() }),
  context: z.strictObject({ sum: z.int(), answered: z.int(), failures: z.record(z.string(), z.int()) }),
  output: z.strictObject({ sum: z.int() }),
  events: {
    add: z.object({ n: z.int() }),
    ask: bare,
    demand: bare,
    both: bare,
    hurry: bare,
    chat: bare,
    again: bare,
    drop: bare,
    end: bare,
  },
  effects: {
    /** Out of tries or time, the machine is told. */
    reply: effect({
      input: z.strictObject({ sum: z.int() }),
      output: answer,
      attempts: 8,
      deadline: { minutes: 30 },
    }),
    /** Out of tries or time, a person is asked. */
    favour: effect({
      input: z.strictObject({ sum: z.int() }),
      output: answer,
      attempts: 6,
      deadline: { minutes: 20 },
      exhausted: 'hold',
    }),
    /** Patient, and out of time before it is out of tries. */
    chat: effect({
      input: z.strictObject({ sum: z.int() }),
      output: answer,
      attempts: 9,
      deadline: { minutes: 12 },
    }),
  },
  inline: {},
});

interface Outcome {
  readonly output: { readonly answer: number };
  readonly error: { readonly code: string };
}

const input = ({ context }: { context: { sum: number } }) => ({ sum: context.sum });
const toIdle = {
  onDone: { target: '#idle', actions: 'heard' },
  onError: { target: '#idle', actions: 'failed' },
} as const;
const toOver = {
  onDone: { target: 'over', actions: 'heard' },
  onError: { target: 'over', actions: 'failed' },
} as const;

const machine = setup({
  ...parts.setup,
  actions: {
    heard: assign(({ context, event }) => ({
      answered: context.answered + 1,
      sum: context.sum + (event as unknown as Outcome).output.answer,
    })),
    failed: assign({
      failures: ({ context: { failures }, event }) => {
        const { code } = (event as unknown as Outcome).error;
        return { ...failures, [code]: (failures[code] ?? 0) + 1 };
      },
    }),
  },
}).createMachine({
  id: 'errand',
  context: { sum: 0, answered: 0, failures: {} },
  output: ({ context }) => ({ sum: context.sum }),
  initial: 'idle',
  on: { add: { actions: assign({ sum: ({ context, event }) => context.sum + event.n }) } },
  states: {
    idle: {
      id: 'idle',
      on: {
        ask: 'asking',
        demand: 'demanding',
        both: 'doingBoth',
        hurry: 'hurrying',
        chat: 'chatting',
        end: 'ended',
      },
    },
    asking: {
      invoke: { id: 'reply', src: 'reply', input, ...toIdle },
      on: { again: { target: 'asking', reenter: true }, drop: 'idle' },
    },
    demanding: { invoke: { id: 'favour', src: 'favour', input, ...toIdle }, on: { drop: 'idle' } },
    doingBoth: {
      type: 'parallel',
      onDone: 'idle',
      on: { drop: 'idle' },
      states: {
        one: {
          initial: 'busy',
          states: {
            busy: { invoke: { id: 'first', src: 'reply', input, ...toOver } },
            over: { type: 'final' },
          },
        },
        other: {
          initial: 'busy',
          states: {
            busy: { invoke: { id: 'second', src: 'favour', input, ...toOver } },
            over: { type: 'final' },
          },
        },
      },
    },
    /** Whoever does not answer within a minute is not waited for. */
    hurrying: {
      invoke: { id: 'hurried', src: 'reply', input, ...toIdle },
      after: { 60000: 'idle' },
    },
    /** Stays when it is answered. */
    chatting: {
      invoke: {
        id: 'chat',
        src: 'chat',
        input,
        onDone: { actions: 'heard' },
        onError: { actions: 'failed' },
      },
      on: { drop: 'idle' },
    },
    ended: { type: 'final' },
  },
});

/** Counts, and asks for effects of both policies, one after the other, two at once, again and in vain. */
export const errand: Script = {
  definition: process({ name: 'errand', version: 1, title: { en: 'Errand', zh: '差事' }, ...parts, machine }),
  input: (_, nonce) => ({ nonce }),
  aside: (_, nonce) => ({ type: 'add', n: nonce }),
  next(random, { value }, nonce) {
    if (random.chance(0.3) || value === 'hurrying') return { type: 'add', n: nonce };
    if (value === 'idle') {
      if (random.chance(0.004)) return { type: 'end' };
      return { type: random.pick(['ask', 'ask', 'demand', 'both', 'hurry', 'chat']) };
    }
    if (random.chance(0.8)) return undefined;
    return { type: value === 'asking' ? random.pick(['again', 'drop']) : 'drop' };
  },
  answers: {
    reply: (random) => ({ answer: random.whole(1, 9) }),
    chat: (random) => ({ answer: random.whole(1, 9) }),
    favour: (random) => ({ answer: random.whole(1, 9) }),
  },
};
