import { assign, sendParent, sendTo, setup } from 'xstate';
import * as z from 'zod';
import { process, schemas } from '../../../../machines/define.ts';
import type { Family } from '../specimen.ts';

const bare = z.object({});
const words = z.array(z.string());

const leafParts = schemas({
  input: z.strictObject({ name: z.string() }),
  context: z.strictObject({ name: z.string(), n: z.int() }),
  output: z.strictObject({ n: z.int() }),
  events: { tick: bare, end: bare },
  internal: { down: z.object({ word: z.string() }) },
  effects: {},
  inline: {},
});

const leaf = process({
  name: 'leaf',
  version: 1,
  title: { en: 'Leaf', zh: '叶' },
  ...leafParts,
  machine: setup(leafParts.setup).createMachine({
    id: 'leaf',
    context: ({ input }) => ({ name: input.name, n: 0 }),
    output: ({ context }) => ({ n: context.n }),
    initial: 'on',
    states: {
      on: {
        on: {
          tick: { actions: assign({ n: ({ context }) => context.n + 1 }) },
          down: {
            actions: [
              assign({ n: ({ context, event }) => context.n + event.word.length }),
              sendParent(({ context, event }) => ({ type: 'up', word: `${context.name}:${event.word}` })),
            ],
          },
          end: 'off',
        },
        after: { 50: 'off' },
      },
      off: { type: 'final' },
    },
  }),
});

const branchParts = schemas({
  input: z.strictObject({}),
  context: z.strictObject({ words, snapshots: z.int(), last: z.int() }),
  output: z.strictObject({ words }),
  events: { prune: bare, end: bare },
  internal: { down: z.object({ word: z.string() }), up: z.object({ word: z.string() }) },
  effects: {},
  inline: {},
  children: { leaf },
});

interface Watched {
  readonly snapshot: { readonly context: { readonly n: number } };
}

/** Two children at once, watched, whose words are passed on to the one above. */
const branch = process({
  name: 'branch',
  version: 1,
  title: { en: 'Branch', zh: '枝' },
  ...branchParts,
  machine: setup({
    ...branchParts.setup,
    actions: {
      watch: assign({
        snapshots: ({ context }) => context.snapshots + 1,
        last: ({ context, event }) =>
          Math.max(context.last, (event as unknown as Watched).snapshot.context.n),
      }),
    },
  }).createMachine({
    id: 'branch',
    context: { words: [], snapshots: 0, last: 0 },
    output: ({ context }) => ({ words: context.words }),
    type: 'parallel',
    on: {
      up: {
        actions: [
          assign({ words: ({ context, event }) => [...context.words, event.word].sort() }),
          sendParent(({ event }) => ({ type: 'up', word: event.word })),
        ],
      },
      down: { actions: [sendTo('left', ({ event }) => event), sendTo('right', ({ event }) => event)] },
    },
    states: {
      left: leafState('left'),
      right: leafState('right'),
    },
  }),
});

/** A child for as long as the state is active, each of whose commits is counted. */
function leafState<Id extends 'left' | 'right'>(id: Id) {
  return {
    initial: 'growing',
    states: {
      growing: {
        invoke: {
          id,
          src: 'leaf',
          input: { name: id },
          onDone: 'done',
          onSnapshot: { actions: 'watch' },
        },
        on: { prune: 'done', end: 'done' },
      },
      done: { type: 'final' },
    },
  } as const;
}

const rootParts = schemas({
  input: z.strictObject({}),
  context: z.strictObject({ words, seasons: z.int() }),
  output: z.strictObject({ seasons: z.int() }),
  events: { say: z.object({ word: z.string() }), spring: bare, fell: bare },
  internal: { up: z.object({ word: z.string() }) },
  effects: {},
  inline: {},
  children: { branch },
});

/** Three storeys: what is said goes down and comes up again; felling the top fells all. */
const machine = setup(rootParts.setup).createMachine({
  id: 'tree',
  context: { words: [], seasons: 0 },
  output: ({ context }) => ({ seasons: context.seasons }),
  initial: 'bare',
  on: {
    fell: '.felled',
    up: { actions: assign({ words: ({ context, event }) => [...context.words, event.word].sort() }) },
  },
  states: {
    bare: { on: { spring: 'green' } },
    green: {
      entry: assign({ seasons: ({ context }) => context.seasons + 1 }),
      invoke: {
        id: 'branch',
        src: 'branch',
        input: {},
        onDone: 'bare',
      },
      on: {
        spring: { target: 'green', reenter: true },
        say: { actions: sendTo('branch', ({ event }) => ({ type: 'down', word: event.word })) },
      },
    },
    felled: { type: 'final' },
  },
});

export const deep: Family = {
  definitions: [
    process({ name: 'tree', version: 1, title: { en: 'Tree', zh: '树' }, ...rootParts, machine }),
    branch,
    leaf,
  ],
  events: {
    tree: [{ type: 'spring' }, ...['a', 'bb'].map((word) => ({ type: 'say', word })), { type: 'fell' }],
    branch: [{ type: 'prune' }, { type: 'end' }],
    leaf: [{ type: 'tick' }, { type: 'end' }],
  },
  endings: ['fell'],
  moves: [0, 10, 25, 50],
};
