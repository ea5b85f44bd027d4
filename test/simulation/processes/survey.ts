import { assign, setup } from 'xstate';
import * as z from 'zod';
import { process, schemas } from '../../../machines/define.ts';
import { stateMachine } from '../../../machines/state-machine.ts';
import type { Script } from './script.ts';

const bare = z.object({});
const input = z.strictObject({ found: z.int() });
const output = z.strictObject({ found: z.int() });

const parts = schemas({
  input: z.strictObject({ nonce: z.int() }),
  context: z.strictObject({ found: z.int(), last: z.int(), failures: z.record(z.string(), z.int()) }),
  output: z.strictObject({ found: z.int() }),
  events: {
    mark: z.object({ n: z.int() }),
    explore: bare,
    audit: bare,
    both: bare,
    hurry: bare,
    again: bare,
    drop: bare,
    end: bare,
  },
  effects: {
    /** Failed or out of time, the machine is told. */
    explore: stateMachine({ name: 'exploration', input, output, deadline: { minutes: 50 } }),
    /** Failed or out of time, a person is asked. */
    audit: stateMachine({
      ...{ name: 'auditing', input, output, deadline: { minutes: 35 } },
      exhausted: 'hold',
    }),
  },
  inline: {},
});

interface Outcome {
  readonly output: { readonly found: number };
  readonly error: { readonly code: string };
}

const found = ({ context }: { context: { found: number } }) => ({ found: context.found });
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
    heard: assign({
      found: ({ context, event }) => context.found + (event as unknown as Outcome).output.found,
    }),
    failed: assign({
      failures: ({ context: { failures }, event }) => {
        const { code } = (event as unknown as Outcome).error;
        return { ...failures, [code]: (failures[code] ?? 0) + 1 };
      },
    }),
  },
}).createMachine({
  id: 'survey',
  context: { found: 0, last: 0, failures: {} },
  output: ({ context }) => ({ found: context.found }),
  initial: 'idle',
  on: { mark: { actions: assign({ last: ({ event }) => event.n }) } },
  states: {
    idle: {
      id: 'idle',
      on: { explore: 'exploring', audit: 'auditing', both: 'doingBoth', hurry: 'hurrying', end: 'ended' },
    },
    exploring: {
      invoke: { id: 'explore', src: 'explore', input: found, ...toIdle },
      on: { again: { target: 'exploring', reenter: true }, drop: 'idle' },
    },
    auditing: { invoke: { id: 'audit', src: 'audit', input: found, ...toIdle }, on: { drop: 'idle' } },
    doingBoth: {
      type: 'parallel',
      onDone: 'idle',
      on: { drop: 'idle' },
      states: {
        one: {
          initial: 'busy',
          states: {
            busy: { invoke: { id: 'first', src: 'explore', input: found, ...toOver } },
            over: { type: 'final' },
          },
        },
        other: {
          initial: 'busy',
          states: {
            busy: { invoke: { id: 'second', src: 'audit', input: found, ...toOver } },
            over: { type: 'final' },
          },
        },
      },
    },
    /** What takes more than three minutes is not waited for. */
    hurrying: {
      invoke: { id: 'hurried', src: 'explore', input: found, ...toIdle },
      after: { 180000: 'idle' },
    },
    ended: { type: 'final' },
  },
});

/** Has state machines do what takes long: of both policies, one after the other, two at once, again and in vain. */
export const survey: Script = {
  definition: process({ name: 'survey', version: 1, title: { en: 'Survey', zh: '调查' }, ...parts, machine }),
  input: (_, nonce) => ({ nonce }),
  aside: (_, nonce) => ({ type: 'mark', n: nonce }),
  next(random, { value }, nonce) {
    if (random.chance(0.3) || value === 'hurrying') return { type: 'mark', n: nonce };
    if (value === 'idle') {
      if (random.chance(0.004)) return { type: 'end' };
      return { type: random.pick(['explore', 'explore', 'audit', 'both', 'hurry']) };
    }
    if (random.chance(0.85)) return undefined;
    return { type: value === 'exploring' ? random.pick(['again', 'drop']) : 'drop' };
  },
  answers: {
    explore: (random) => ({ found: random.whole(1, 9) }),
    audit: (random) => ({ found: random.whole(1, 9) }),
  },
};
