import { assign, sendParent, sendTo, setup, spawnChild, stopChild } from 'xstate';
import * as z from 'zod';
import { effect, lasting, process, schemas } from '../../../machines/define.ts';
import type { Script } from './script.ts';

const bare = z.object({});

const memberParts = schemas({
  input: z.strictObject({ number: z.int() }),
  context: z.strictObject({ number: z.int(), heard: z.array(z.int()), worked: z.int() }),
  output: z.strictObject({ number: z.int(), worked: z.int() }),
  events: { mark: z.object({ n: z.int() }), work: bare, leave: bare },
  internal: { order: z.object({ n: z.int() }) },
  effects: {
    labour: effect({
      input: z.strictObject({ number: z.int() }),
      output: z.strictObject({ hours: z.int() }),
      attempts: 3,
      deadline: { minutes: 40 },
    }),
  },
  inline: {},
});

const LATEST = -6;

const member = process({
  name: 'member',
  version: 1,
  title: { en: 'Member', zh: '成员' },
  ...memberParts,
  machine: setup({
    ...memberParts.setup,
    delays: { patience: lasting({ days: 6 }) },
  }).createMachine({
    id: 'member',
    context: ({ input }) => ({ number: input.number, heard: [], worked: 0 }),
    output: ({ context }) => ({ number: context.number, worked: context.worked }),
    initial: 'ready',
    on: {
      mark: { actions: sendParent(({ event }) => ({ type: 'report', n: event.n })) },
      order: {
        actions: [
          assign({ heard: ({ context, event }) => [...context.heard, event.n].slice(LATEST) }),
          sendParent(({ event }) => ({ type: 'report', n: event.n })),
        ],
      },
      leave: '.gone',
    },
    states: {
      ready: { on: { work: 'working' }, after: { patience: 'gone' } },
      working: {
        invoke: {
          id: 'labour',
          src: 'labour',
          input: ({ context }) => ({ number: context.number }),
          onDone: { target: 'ready', actions: assign({ worked: ({ context }) => context.worked + 1 }) },
          onError: 'ready',
        },
      },
      gone: { type: 'final' },
    },
  }),
});

const parts = schemas({
  input: z.strictObject({ nonce: z.int() }),
  context: z.strictObject({
    hired: z.int(),
    reports: z.array(z.int()),
    ended: z.int(),
    failed: z.int(),
    seen: z.int(),
    last: z.int(),
  }),
  output: z.strictObject({ ended: z.int() }),
  events: {
    mark: z.object({ n: z.int() }),
    hire: bare,
    order: z.object({ n: z.int(), which: z.int() }),
    orderLater: z.object({ n: z.int(), which: z.int() }),
    dismiss: z.object({ which: z.int() }),
    ask: bare,
    home: bare,
    end: bare,
  },
  internal: { report: z.object({ n: z.int() }) },
  effects: {},
  inline: {},
  children: { member },
});

/** The member that an event names: one of the five that were hired last. */
function nameOf(hired: number, which: number): string {
  return `m${Math.max(1, hired - (which % 5))}`;
}

const machine = setup({
  ...parts.setup,
  delays: { later: lasting({ seconds: 45 }) },
  guards: { few: ({ context }) => context.hired < 12 },
}).createMachine({
  id: 'team',
  context: { hired: 0, reports: [], ended: 0, failed: 0, seen: 0, last: 0 },
  output: ({ context }) => ({ ended: context.ended }),
  initial: 'home',
  on: {
    mark: { actions: assign({ last: ({ event }) => event.n }) },
    report: {
      actions: assign({ reports: ({ context, event }) => [...context.reports, event.n].slice(LATEST) }),
    },
    hire: {
      guard: 'few',
      actions: [
        assign({ hired: ({ context }) => context.hired + 1 }),
        spawnChild('member', {
          id: ({ context }) => `m${context.hired}`,
          input: ({ context }) => ({ number: context.hired }),
        }),
        sendTo(
          ({ context }) => `m${context.hired}`,
          ({ context }) => ({ type: 'order', n: context.hired }),
        ),
      ],
    },
    order: {
      actions: sendTo(
        ({ context, event }) => nameOf(context.hired, event.which),
        ({ event }) => ({ type: 'order', n: event.n }),
      ),
    },
    orderLater: {
      actions: sendTo(
        ({ context, event }) => nameOf(context.hired, event.which),
        ({ event }) => ({ type: 'order', n: event.n }),
        { delay: 'later' },
      ),
    },
    dismiss: { actions: stopChild(({ context, event }) => nameOf(context.hired, event.which)) },
    'xstate.done.actor.*': { actions: assign({ ended: ({ context }) => context.ended + 1 }) },
    'xstate.error.actor.*': { actions: assign({ failed: ({ context }) => context.failed + 1 }) },
    end: '.ended',
  },
  states: {
    home: { on: { ask: 'asking' } },
    /** One member that is watched, and waited for. */
    asking: {
      invoke: {
        id: 'asked',
        src: 'member',
        input: { number: 0 },
        onSnapshot: { actions: assign({ seen: ({ context }) => context.seen + 1 }) },
        onDone: 'home',
        onError: 'home',
      },
      on: { home: 'home' },
    },
    ended: { type: 'final' },
  },
});

/** A parent and its children: started, told, told later, watched, stopped; they report back, work, leave by themselves. */
export const team: Script = {
  definition: process({ name: 'team', version: 1, title: { en: 'Team', zh: '团队' }, ...parts, machine }),
  children: [member],
  input: (_, nonce) => ({ nonce }),
  aside: (_, nonce) => ({ type: 'mark', n: nonce }),
  next(random, { value }, nonce) {
    if (random.chance(0.1)) return { type: 'mark', n: nonce };
    if (random.chance(0.003)) return { type: 'end' };
    if (random.chance(0.15)) return { type: 'hire' };
    if (random.chance(0.15)) return { type: value === 'home' ? 'ask' : 'home' };
    const which = random.whole(0, 4);
    if (random.chance(0.08)) return { type: 'dismiss', which };
    return { type: random.pick(['order', 'order', 'orderLater']), n: nonce, which };
  },
  toChild(random, nonce) {
    if (random.chance(0.5)) return { type: 'mark', n: nonce };
    return { type: random.chance(0.9) ? 'work' : 'leave' };
  },
  answers: { labour: (random) => ({ hours: random.whole(1, 8) }) },
};
