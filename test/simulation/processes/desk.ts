import { assign, raise, setup } from 'xstate';
import * as z from 'zod';
import { effect, inline, process, schemas } from '../../../machines/define.ts';
import type { Script } from './script.ts';

const bare = z.object({});

const parts = schemas({
  input: z.strictObject({ nonce: z.int() }),
  context: z.strictObject({
    last: z.int(),
    accepted: z.int(),
    refused: z.int(),
    unclear: z.int(),
    told: z.int(),
  }),
  output: z.strictObject({ accepted: z.int() }),
  events: {
    mark: z.object({ n: z.int() }),
    left: bare,
    right: bare,
    pause: bare,
    resume: bare,
    restore: bare,
    judge: z.object({ n: z.int() }),
    tell: bare,
    passed: bare,
    end: bare,
  },
  effects: {
    tell: effect({ input: z.strictObject({ last: z.int() }), output: z.strictObject({}), attempts: 2 }),
  },
  inline: {
    verdict: inline({
      input: z.strictObject({ n: z.int() }),
      output: z.boolean(),
      compute: ({ n }) => {
        if (n % 7 === 0) throw Object.assign(new Error('It cannot be told.'), { code: 'unclear' });
        return n % 2 === 0;
      },
    }),
  },
});

const machine = setup({
  ...parts.setup,
  actions: {
    accept: assign({ accepted: ({ context }) => context.accepted + 1 }),
    refuse: assign({ refused: ({ context }) => context.refused + 1 }),
    wonder: assign({ unclear: ({ context }) => context.unclear + 1 }),
    told: assign({ told: ({ context }) => context.told + 1 }),
  },
  guards: { often: ({ context }) => context.accepted % 4 === 3 },
}).createMachine({
  id: 'desk',
  context: { last: 0, accepted: 0, refused: 0, unclear: 0, told: 0 },
  output: ({ context }) => ({ accepted: context.accepted }),
  initial: 'work',
  on: { mark: { actions: assign({ last: ({ event }) => event.n }) }, end: '.ended' },
  states: {
    work: {
      type: 'parallel',
      on: { pause: 'paused' },
      states: {
        left: {
          initial: 'a',
          states: {
            a: { on: { left: 'b' } },
            b: {
              initial: 'one',
              on: { left: 'a' },
              states: { one: { on: { right: 'two' } }, two: { on: { right: 'one' } } },
            },
          },
        },
        right: {
          initial: 'open',
          states: {
            open: {
              on: {
                judge: { target: 'judging', actions: assign({ last: ({ event }) => event.n }) },
                tell: 'telling',
                passed: { actions: 'told' },
              },
            },
            judging: {
              invoke: {
                id: 'verdict',
                src: 'verdict',
                input: ({ context }) => ({ n: context.last }),
                onDone: [
                  {
                    guard: ({ event }) => event.output,
                    target: 'open',
                    actions: ['accept', raise({ type: 'passed' })],
                  },
                  { target: 'weighing', actions: 'refuse' },
                ],
                onError: { target: 'open', actions: 'wonder' },
              },
            },
            weighing: { always: [{ guard: 'often', target: 'telling' }, { target: 'open' }] },
            telling: {
              invoke: {
                id: 'tell',
                src: 'tell',
                input: ({ context }) => ({ last: context.last }),
                onDone: { target: 'open', actions: 'told' },
                onError: { target: 'open', actions: 'wonder' },
              },
            },
          },
        },
        past: { type: 'history' },
        whole: { type: 'history', history: 'deep' },
      },
    },
    paused: { on: { resume: 'work.past', restore: 'work.whole' }, after: { 7200000: 'work.whole' } },
    ended: { type: 'final' },
  },
});

/** States beside each other, history, inline actors that may fail, and an effect that pausing stops and resuming asks again. */
export const desk: Script = {
  definition: process({ name: 'desk', version: 1, title: { en: 'Desk', zh: '柜台' }, ...parts, machine }),
  input: (_, nonce) => ({ nonce }),
  aside: (_, nonce) => ({ type: 'mark', n: nonce }),
  next(random, { value }, nonce) {
    if (random.chance(0.15)) return { type: 'mark', n: nonce };
    if (random.chance(0.003)) return { type: 'end' };
    if (value === 'paused') return { type: random.pick(['resume', 'restore']) };
    const { right } = (value as { work: { right: unknown } }).work;
    if (random.chance(0.3)) return { type: 'left' };
    if (random.chance(0.1)) return { type: 'pause' };
    if (right !== 'open') return undefined;
    return random.chance(0.7) ? { type: 'judge', n: nonce } : { type: 'tell' };
  },
  answers: { tell: () => ({}) },
};
