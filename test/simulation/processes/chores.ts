import { assign, setup } from 'xstate';
import * as z from 'zod';
import { lasting, process, schemas } from '../../../machines/define.ts';
import type { Script } from './script.ts';

const bare = z.object({});

const parts = schemas({
  input: z.strictObject({ nonce: z.int() }),
  context: z.strictObject({ done: z.int(), late: z.int(), last: z.int() }),
  output: z.strictObject({ done: z.int() }),
  events: {
    mark: z.object({ n: z.int() }),
    dirty: bare,
    hungry: bare,
    empty: bare,
    again: bare,
    sweep: z.object({ n: z.int().min(1) }),
    skip: z.object({ reason: z.string() }),
    cook: z.object({ n: z.int().min(1) }),
    buy: z.object({ n: z.int().min(1) }),
    end: bare,
  },
  effects: {},
  inline: {},
});

const machine = setup({
  ...parts.setup,
  delays: { dust: lasting({ hours: 30 }), hunger: lasting({ hours: 4 }) },
  actions: {
    done: assign({ done: ({ context }) => context.done + 1 }),
    late: assign({ late: ({ context }) => context.late + 1 }),
  },
}).createMachine({
  id: 'chores',
  context: { done: 0, late: 0, last: 0 },
  output: ({ context }) => ({ done: context.done }),
  initial: 'home',
  on: { mark: { actions: assign({ last: ({ event }) => event.n }) }, end: '.ended' },
  states: {
    home: {
      type: 'parallel',
      states: {
        floor: {
          initial: 'clean',
          states: {
            clean: { on: { dirty: 'dusty' } },
            /** Whoever takes it. Overdue, or called for again, it is another task, and whoever had it has not. */
            dusty: {
              meta: {
                title: { en: 'To be swept', zh: '待清扫' },
                task: {
                  role: 'cleaner',
                  title: { en: 'Sweep the floor', zh: '清扫地面' },
                  does: ['sweep', 'skip'],
                  due: { hours: 20 },
                },
              },
              on: {
                sweep: { target: 'clean', actions: 'done' },
                skip: 'clean',
                again: { target: 'dusty', reenter: true },
              },
              after: { dust: { target: 'dusty', reenter: true, actions: 'late' } },
            },
          },
        },
        meal: {
          initial: 'eaten',
          states: {
            eaten: { on: { hungry: 'wanted' } },
            wanted: {
              meta: {
                title: { en: 'To be cooked', zh: '待烹饪' },
                task: {
                  role: 'cook',
                  title: { en: 'Cook the meal', zh: '做饭' },
                  does: ['cook'],
                  due: { hours: 3 },
                  assign: 'in-turn',
                },
              },
              on: { cook: { target: 'eaten', actions: 'done' } },
              after: { hunger: { target: 'overdue', actions: 'late' } },
            },
            /** Nobody cooked in time: it goes to whoever has least to do. */
            overdue: {
              meta: {
                title: { en: 'Overdue', zh: '已逾期' },
                task: {
                  role: 'chief',
                  title: { en: 'Cook at last', zh: '尽快做饭' },
                  does: ['cook'],
                  assign: 'least-load',
                },
              },
              on: { cook: { target: 'eaten', actions: 'done' } },
            },
          },
        },
        stock: {
          initial: 'full',
          states: {
            full: { on: { empty: 'short' } },
            short: {
              meta: {
                title: { en: 'To be bought', zh: '待采购' },
                task: {
                  role: 'buyer',
                  title: { en: 'Go shopping', zh: '去采购' },
                  does: ['buy'],
                },
              },
              on: { buy: { target: 'full', actions: 'done' } },
            },
          },
        },
      },
    },
    ended: { type: 'final' },
  },
});

/** Tasks side by side: some taken, some given out, some overdue and given to others, some called for again. */
export const chores: Script = {
  definition: process({ name: 'chores', version: 1, title: { en: 'Chores', zh: '家务' }, ...parts, machine }),
  input: (_, nonce) => ({ nonce }),
  aside: (_, nonce) => ({ type: 'mark', n: nonce }),
  next(random, { value }, nonce) {
    if (random.chance(0.1)) return { type: 'mark', n: nonce };
    if (random.chance(0.003)) return { type: 'end' };
    const { floor, meal, stock } = (value as { home: Record<string, string> }).home;
    if (random.chance(0.1) && floor === 'dusty') return { type: 'again' };
    if (floor === 'clean') return { type: 'dirty' };
    if (meal === 'eaten') return { type: 'hungry' };
    if (stock === 'full') return { type: 'empty' };
    return random.chance(0.05) ? { type: 'buy', n: nonce } : undefined;
  },
  form: (_, type, nonce) => (type === 'skip' ? { type, reason: 'enough' } : { type, n: nonce }),
  answers: {},
};
