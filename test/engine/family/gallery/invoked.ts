import { assign, forwardTo, sendParent, sendTo, setup } from 'xstate';
import * as z from 'zod';
import { effect, inline, process, schemas } from '../../../../machines/define.ts';
import { note } from '../../gallery/specimen.ts';
import type { Family } from '../specimen.ts';

const bare = z.object({});
const log = z.array(z.string());
const logged = z.strictObject({ log });

const helperParts = schemas({
  input: z.strictObject({ n: z.int(), shy: z.boolean() }),
  context: z.strictObject({ n: z.int(), log }),
  output: z.strictObject({ n: z.int() }),
  events: { work: z.object({ by: z.int() }), finish: bare, burst: bare },
  internal: { hint: z.object({ n: z.int() }) },
  effects: { ask: effect({ input: z.strictObject({ n: z.int() }), output: z.strictObject({ n: z.int() }) }) },
  inline: {
    twice: inline({ input: z.int(), output: z.int(), compute: (n) => 2 * n }),
    choke: inline({
      input: z.undefined(),
      output: z.undefined(),
      compute: () => {
        throw new Error('choked');
      },
    }),
  },
});

/** Works, asks outside, waits, tells its parent on the way, and ends in each way that there is. */
const helper = process({
  name: 'helper',
  version: 1,
  title: { en: 'Helper', zh: '助手' },
  ...helperParts,
  machine: setup({
    ...helperParts.setup,
    actions: {
      note: assign({ log: ({ context }, what: string) => [...context.log, what] }),
      report: sendParent(({ context }) => ({ type: 'progress', n: context.n })),
    },
    delays: { slow: 17 },
  }).createMachine({
    id: 'helper',
    context: ({ input }) => ({ n: input.n, log: [] }),
    output: ({ context }) => ({ n: context.n }),
    initial: 'starting',
    on: {
      hint: { actions: [assign({ n: ({ event }) => event.n }), 'report'] },
      burst: {
        actions: assign(() => {
          throw new Error('burst');
        }),
      },
    },
    states: {
      starting: {
        entry: 'report',
        always: [{ guard: ({ context }) => context.n > 90, target: 'doubling' }, { target: 'working' }],
      },
      doubling: {
        invoke: {
          src: 'twice',
          input: ({ context }) => context.n,
          onDone: { target: 'done', actions: assign({ n: ({ event }) => event.output }) },
        },
      },
      working: {
        on: {
          work: [
            { guard: ({ event }) => event.by === 0, target: 'asking' },
            {
              guard: ({ event }) => event.by === 13,
              target: 'failing',
            },
            { actions: [assign({ n: ({ context, event }) => context.n + event.by }), 'report'] },
          ],
          finish: 'done',
        },
        after: { slow: { target: 'done', actions: note('slow') } },
      },
      asking: {
        invoke: {
          id: 'asked',
          src: 'ask',
          input: ({ context }) => ({ n: context.n }),
          onDone: {
            target: 'working',
            actions: [assign({ n: ({ event }) => event.output.n }), 'report'],
          },
          onError: 'working',
        },
      },
      // Its failure is handled by nobody, so that the machine itself fails.
      failing: { entry: 'report', invoke: { id: 'choked', src: 'choke' } },
      done: { type: 'final', entry: ['report', note('done')] },
    },
  }),
});

const parts = schemas({
  input: z.strictObject({}),
  context: z.strictObject({ log, heard: z.array(z.int()), n: z.int() }),
  output: logged,
  events: {
    go: bare,
    leave: bare,
    nudge: z.object({ n: z.int() }),
    pass: z.object({ by: z.int() }),
    end: bare,
  },
  internal: { progress: z.object({ n: z.int() }) },
  effects: {},
  inline: {},
  children: { helper },
});

/** A child for as long as a state is active: told, forwarded to, heard, done, failed, left, and begun again. */
const machine = setup({
  ...parts.setup,
  actions: {
    note: assign({ log: ({ context }, what: string) => [...context.log, what] }),
    hear: assign({ heard: ({ context }, n: number) => [...context.heard, n] }),
  },
  delays: { soon: 5 },
}).createMachine({
  id: 'boss',
  context: { log: [], heard: [], n: 0 },
  output: ({ context }) => ({ log: context.log }),
  initial: 'idle',
  on: {
    end: '.over',
    progress: { actions: { type: 'hear', params: ({ event }) => event.n } },
  },
  states: {
    idle: { on: { go: 'helped', nudge: { actions: note('nobody to nudge') } } },
    helped: {
      entry: assign({ n: ({ context }) => context.n + 40 }),
      exit: note('left'),
      invoke: {
        id: 'hand',
        src: 'helper',
        input: ({ context }) => ({ n: context.n, shy: false }),
        onDone: {
          target: 'idle',
          actions: { type: 'note', params: ({ event }) => `done ${event.output.n}` },
        },
        onError: {
          target: 'idle',
          actions: { type: 'note', params: ({ event }) => `failed ${JSON.stringify(event.error)}` },
        },
      },
      on: {
        leave: { target: 'idle', actions: sendTo('hand', { type: 'hint', n: -1 }) },
        go: { target: 'helped', reenter: true },
        nudge: [
          {
            guard: ({ event }) => event.n > 5,
            actions: sendTo('hand', ({ event }) => ({ type: 'hint', n: event.n }), {
              delay: 'soon',
              id: 'late',
            }),
          },
          { actions: sendTo('hand', ({ event }) => ({ type: 'hint', n: event.n })) },
        ],
        pass: {
          actions: [
            sendTo('hand', ({ event }) => ({ type: 'work', by: event.by })),
            forwardTo('hand'),
            note('passed on'),
          ],
        },
      },
    },
    over: { type: 'final' },
  },
});

export const invoked: Family = {
  definitions: [
    process({ name: 'boss', version: 1, title: { en: 'Boss', zh: '主管' }, ...parts, machine }),
    helper,
  ],
  events: {
    boss: [
      { type: 'go' },
      { type: 'leave' },
      ...[1, 2, 8, 9].map((n) => ({ type: 'nudge', n })),
      ...[0, 3, 13].map((by) => ({ type: 'pass', by })),
      { type: 'end' },
    ],
    helper: [...[0, 1, 2, 13].map((by) => ({ type: 'work', by })), { type: 'finish' }, { type: 'burst' }],
  },
  endings: ['end'],
  moves: [0, 1, 4, 5, 9, 30],
  outputs: { ask: [{ n: 1 }, { n: 99 }] },
};
