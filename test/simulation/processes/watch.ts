import { assign, cancel, raise, setup } from 'xstate';
import * as z from 'zod';
import { lasting, process, schemas } from '../../../machines/define.ts';
import type { Script } from './script.ts';

const bare = z.object({});

const parts = schemas({
  input: z.strictObject({ nonce: z.int() }),
  context: z.strictObject({ rings: z.record(z.string(), z.int()), laps: z.int(), last: z.int() }),
  output: z.strictObject({ laps: z.int() }),
  events: {
    mark: z.object({ n: z.int() }),
    soon: bare,
    late: bare,
    several: bare,
    lap: bare,
    snooze: z.object({ seconds: z.int().min(0).max(600) }),
    hush: bare,
    home: bare,
    rang: bare,
    end: bare,
  },
  effects: {},
  inline: {},
});

const rang = (name: string) => ({ type: 'rang', params: name }) as const;

const machine = setup({
  ...parts.setup,
  delays: {
    soon: lasting({ seconds: 5 }),
    late: lasting({ days: 3 }),
    lap: ({ context }) => 20_000 + context.laps * 15_000,
    snoozed: ({ event }) => (event.type === 'snooze' ? event.seconds * 1000 : 0),
  },
  actions: {
    rang: assign({
      rings: ({ context: { rings } }, name: string) => ({ ...rings, [name]: (rings[name] ?? 0) + 1 }),
    }),
  },
  guards: { tired: ({ context }) => context.laps % 5 === 4 },
}).createMachine({
  id: 'watch',
  context: { rings: {}, laps: 0, last: 0 },
  output: ({ context }) => ({ laps: context.laps }),
  initial: 'home',
  on: {
    mark: { actions: assign({ last: ({ event }) => event.n }) },
    /** The newest alarm is the one that can be hushed. */
    snooze: { actions: raise({ type: 'rang' }, { id: 'alarm', delay: 'snoozed' }) },
    hush: { actions: [cancel('alarm'), rang('hushed')] },
    rang: { actions: rang('alarm') },
    home: '.home',
    end: '.ended',
  },
  states: {
    home: { on: { soon: 'soon', late: 'late', several: 'several', lap: 'running' } },
    soon: { after: { soon: { target: 'home', actions: rang('soon') } } },
    late: { after: { late: { target: 'home', actions: rang('late') } } },
    several: {
      after: {
        30000: { actions: rang('third') },
        10000: { actions: rang('first') },
        10001: { actions: rang('second') },
        3600000: { target: 'home', actions: rang('hour') },
        100000: { actions: rang('beyond the horizon') },
      },
    },
    running: {
      after: {
        lap: [
          { guard: 'tired', target: 'home', actions: assign({ laps: ({ context }) => context.laps + 1 }) },
          { target: 'running', reenter: true, actions: assign({ laps: ({ context }) => context.laps + 1 }) },
        ],
      },
    },
    ended: { type: 'final' },
  },
});

/** Timers: near and far, several at once, one after the other, with delays that are computed, and some cancelled. */
export const watch: Script = {
  definition: process({ name: 'watch', version: 1, title: { en: 'Watch', zh: '表' }, ...parts, machine }),
  input: (_, nonce) => ({ nonce }),
  aside: (_, nonce) => ({ type: 'mark', n: nonce }),
  next(random, { value }, nonce) {
    if (random.chance(0.2)) return { type: 'mark', n: nonce };
    if (random.chance(0.15)) return { type: 'snooze', seconds: random.whole(0, 300) };
    if (random.chance(0.1)) return { type: 'hush' };
    if (value !== 'home') return random.chance(0.15) ? { type: 'home' } : undefined;
    if (random.chance(0.004)) return { type: 'end' };
    return { type: random.pick(['soon', 'soon', 'late', 'several', 'several', 'lap']) };
  },
  answers: {},
};
