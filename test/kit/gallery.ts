import { assign, setup } from 'xstate';
import * as z from 'zod';
import { effect, lasting, process, schemas } from '../../machines/define.ts';

const title = (en: string) => ({ en, zh: en });
const nothing = z.strictObject({});

const bellParts = schemas({
  input: z.strictObject({ afterMs: z.int() }),
  context: z.strictObject({ afterMs: z.int(), rung: z.int() }),
  output: nothing,
  events: { stop: z.object({}) },
  effects: {},
  inline: {},
});

/** Rings again and again, each time after as many milliseconds, until it is stopped. */
export const bell = process({
  ...{ name: 'bell', version: 1, title: title('Bell'), ...bellParts },
  machine: setup({ ...bellParts.setup, delays: { next: ({ context }) => context.afterMs } }).createMachine({
    context: ({ input }) => ({ ...input, rung: 0 }),
    output: {},
    initial: 'on',
    states: {
      on: {
        on: { stop: 'off' },
        after: {
          next: { target: 'on', reenter: true, actions: assign({ rung: ({ context }) => context.rung + 1 }) },
        },
      },
      off: { type: 'final' },
    },
  }),
});

const calls = z.strictObject({ number: z.int() });
const callParts = schemas({
  input: nothing,
  context: z.strictObject({ why: z.string(), number: z.int() }),
  output: nothing,
  events: { give: z.object({}) },
  effects: {
    dial: effect({ input: nothing, output: calls, attempts: 3, deadline: { hours: 1 } }),
    book: effect({ input: calls, output: nothing, attempts: 2, deadline: { days: 2 }, exhausted: 'hold' }),
  },
  inline: {},
});

/** Dials, which may fail for good, and books what was dialled, which may be held. */
export const call = process({
  ...{ name: 'call', version: 1, title: title('Call'), ...callParts },
  machine: setup(callParts.setup).createMachine({
    context: { why: '', number: 0 },
    output: {},
    initial: 'dialling',
    states: {
      dialling: {
        invoke: {
          id: 'dialled',
          src: 'dial',
          input: {},
          onDone: { target: 'booking', actions: assign({ number: ({ event }) => event.output.number }) },
          onError: {
            target: 'over',
            actions: assign({ why: ({ event }) => (event.error as { code: string }).code }),
          },
        },
      },
      booking: {
        invoke: {
          id: 'booked',
          src: 'book',
          input: ({ context: { number } }) => ({ number }),
          onDone: 'over',
          onError: 'over',
        },
      },
      over: { type: 'final' },
    },
  }),
});

const spinParts = schemas({
  input: nothing,
  context: nothing,
  output: nothing,
  events: {},
  effects: { turn: effect({ input: nothing, output: nothing }) },
  inline: {},
});

/** Asks for the same effect as soon as it is done: there is no end to it. */
export const spin = process({
  ...{ name: 'spin', version: 1, title: title('Spin'), ...spinParts },
  machine: setup(spinParts.setup).createMachine({
    context: {},
    initial: 'on',
    states: {
      on: {
        invoke: {
          id: 'turned',
          src: 'turn',
          input: {},
          onDone: { target: 'on', reenter: true },
          onError: 'off',
        },
      },
      off: { type: 'final' },
    },
  }),
});

const watchParts = schemas({
  input: z.strictObject({ customer: z.string() }),
  context: z.strictObject({ customer: z.string(), heard: z.array(z.string()) }),
  output: nothing,
  events: {
    'customer.changed': z.object({ record: z.string(), revision: z.int(), changed: z.array(z.string()) }),
    'note.created': z.object({ record: z.string(), revision: z.int(), changed: z.array(z.string()) }),
    enough: z.object({}),
  },
  effects: {},
  inline: {},
});

/** Hears what changes about its customer, until somebody of the desk, given in turn, has had enough. */
export const watch = process({
  ...{ name: 'watch', version: 1, title: title('Watch'), ...watchParts },
  machine: setup({ ...watchParts.setup, delays: { due: lasting({ days: 1 }) } }).createMachine({
    context: ({ input }) => ({ ...input, heard: [] }),
    output: {},
    initial: 'on',
    states: {
      on: {
        meta: {
          title: title('On'),
          task: { role: 'desk', title: title('Watch'), does: ['enough'], due: 'due', assign: 'in-turn' },
        },
        on: {
          'customer.changed': {
            actions: assign({ heard: ({ context, event }) => [...context.heard, ...event.changed] }),
          },
          'note.created': {
            actions: assign({ heard: ({ context, event }) => [...context.heard, event.record] }),
          },
          enough: 'off',
        },
      },
      off: { type: 'final' },
    },
  }),
  customer: (context) => context.customer,
});
