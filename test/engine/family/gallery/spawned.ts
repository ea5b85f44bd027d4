import {
  assign,
  cancel,
  emit,
  enqueueActions,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stopChild,
} from 'xstate';
import * as z from 'zod';
import { effect, process, schemas } from '../../../../machines/define.ts';
import type { Family } from '../specimen.ts';

const bare = z.object({});
const named = z.object({ id: z.string() });

const guestParts = schemas({
  input: z.strictObject({ patience: z.int() }),
  context: z.strictObject({ patience: z.int(), calls: z.int() }),
  output: z.strictObject({ calls: z.int() }),
  events: { call: bare, go: bare },
  internal: { called: z.object({ n: z.int() }) },
  emitted: { came: bare, went: z.object({ calls: z.int() }) },
  effects: {},
  inline: {},
});

const guest = process({
  name: 'guest',
  version: 1,
  title: { en: 'Guest', zh: '客人' },
  ...guestParts,
  machine: setup({
    ...guestParts.setup,
    delays: { patience: ({ context }) => context.patience },
  }).createMachine({
    id: 'guest',
    context: ({ input }) => ({ patience: input.patience, calls: 0 }),
    output: ({ context }) => ({ calls: context.calls }),
    entry: emit({ type: 'came' }),
    initial: 'here',
    on: {
      call: { actions: assign({ calls: ({ context }) => context.calls + 1 }) },
      called: {
        actions: [
          assign({ calls: ({ context, event }) => context.calls + event.n }),
          sendParent(({ context }) => ({ type: 'answer', calls: context.calls })),
        ],
      },
    },
    states: {
      here: {
        after: { patience: 'gone' },
        on: { go: 'gone' },
      },
      gone: { type: 'final', entry: emit(({ context }) => ({ type: 'went', calls: context.calls })) },
    },
  }),
});

const parts = schemas({
  input: z.strictObject({}),
  context: z.strictObject({
    answers: z.int(),
    ended: z.array(z.string()),
    failed: z.array(z.string()),
    n: z.int(),
  }),
  output: z.strictObject({ ended: z.int() }),
  events: {
    open: named,
    call: named,
    callLater: named,
    never: bare,
    close: named,
    swap: named,
    all: z.object({ ids: z.array(z.string()) }),
    fetch: bare,
    shut: bare,
  },
  internal: { answer: z.object({ calls: z.int() }) },
  emitted: { opened: named },
  effects: { fetch: effect({ input: z.undefined(), output: z.strictObject({}) }) },
  inline: {},
  children: { guest },
});

/** Children by the events that come: spawned under ids of the data, told, told later, stopped, replaced, all at once. */
const machine = setup({
  ...parts.setup,
  delays: { later: 7 },
  guards: { few: ({ context }) => context.n < 12 },
}).createMachine({
  id: 'house',
  context: { answers: 0, ended: [], failed: [], n: 0 },
  output: ({ context }) => ({ ended: context.ended.length }),
  initial: 'open',
  on: {
    answer: { actions: assign({ answers: ({ context, event }) => context.answers + event.calls }) },
    'xstate.done.actor.*': {
      actions: assign({
        ended: ({ context, event }) => [...context.ended, JSON.stringify(event.output)].sort(),
      }),
    },
    'xstate.error.actor.*': { actions: assign({ failed: ({ context }) => [...context.failed, 'failed'] }) },
  },
  states: {
    open: {
      on: {
        open: {
          guard: 'few',
          actions: [
            assign({ n: ({ context }) => context.n + 1 }),
            spawnChild('guest', {
              id: ({ event }) => (event as { id: string }).id,
              input: ({ context }) => ({ patience: 10 + context.n * 3 }),
            }),
            emit(({ event }) => ({ type: 'opened', id: event.id })),
            sendTo(({ event }) => event.id, { type: 'called', n: 1 }),
          ],
        },
        call: { actions: sendTo(({ event }) => event.id, { type: 'called', n: 1 }) },
        callLater: {
          actions: sendTo(
            ({ event }) => event.id,
            { type: 'called', n: 10 },
            { delay: 'later', id: 'later' },
          ),
        },
        never: { actions: cancel('later') },
        close: { actions: stopChild(({ event }) => event.id) },
        swap: {
          actions: enqueueActions(({ enqueue, event }) => {
            enqueue.sendTo(event.id, { type: 'called', n: 100 });
            enqueue.stopChild(event.id);
            enqueue.spawnChild('guest', { id: event.id, input: { patience: 5 } });
            enqueue.sendTo(event.id, { type: 'called', n: 1000 });
          }),
        },
        all: {
          actions: enqueueActions(({ enqueue, event, check }) => {
            if (!check('few')) return;
            for (const id of event.ids) {
              enqueue.spawnChild('guest', { id: `${id}!`, input: { patience: 3 } });
              enqueue.stopChild(`${id}!`);
              enqueue.emit({ type: 'opened', id });
            }
          }),
        },
        fetch: { actions: spawnChild('fetch', { id: 'fetching' }) },
        shut: 'shut',
      },
    },
    shut: { type: 'final', exit: sendTo('a', { type: 'called', n: 1 }) },
  },
});

const ids = ['a', 'b', 'c'];

export const spawned: Family = {
  definitions: [
    process({ name: 'house', version: 1, title: { en: 'House', zh: '房子' }, ...parts, machine }),
    guest,
  ],
  events: {
    house: [
      ...['open', 'open', 'call', 'callLater', 'close', 'swap'].flatMap((type) =>
        ids.map((id) => ({ type, id })),
      ),
      { type: 'never' },
      { type: 'all', ids },
      { type: 'fetch' },
      { type: 'shut' },
    ],
    guest: [{ type: 'call' }, { type: 'go' }],
  },
  endings: ['shut'],
  moves: [0, 1, 3, 7, 11],
};
