import { assign, setup } from 'xstate';
import * as z from 'zod';
import { schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const bare = z.object({});
const parts = schemas({
  ...recorded,
  events: { next: bare, over: bare, pause: bare, shallow: bare, deep: bare, fallback: bare, mixed: bare },
  effects: {},
  inline: {},
});

/** Shallow and deep history, of nested and parallel states, with and without a default. */
export const history = specimen(
  'history',
  parts,
  setup({
    ...parts.setup,
    actions: { note: assign({ log: ({ context }, what: string) => [...context.log, what] }) },
  }).createMachine({
    id: 'history',
    context: { log: [] },
    initial: 'paused',
    states: {
      work: {
        initial: 'a',
        on: { pause: 'paused' },
        states: {
          a: { entry: note('+a'), on: { next: 'b' } },
          b: {
            entry: note('+b'),
            exit: note('-b'),
            initial: 'b1',
            on: { over: 'c' },
            states: { b1: { entry: note('+b1'), on: { next: 'b2' } }, b2: { entry: note('+b2') } },
          },
          c: {
            type: 'parallel',
            entry: note('+c'),
            states: {
              left: { initial: 'l1', states: { l1: { on: { next: 'l2' } }, l2: { entry: note('+l2') } } },
              right: {
                initial: 'r1',
                states: {
                  r1: { on: { over: 'r2' } },
                  r2: {
                    initial: 'x',
                    states: { x: { on: { next: 'y' } }, y: { entry: note('+y'), on: { over: 'x' } } },
                  },
                },
              },
              again: { type: 'history', history: 'deep' },
            },
          },
          flat: { type: 'history' },
          full: { type: 'history', history: 'deep' },
          other: { type: 'history', history: 'shallow', target: 'b' },
        },
      },
      paused: {
        entry: note('+paused'),
        on: {
          shallow: 'work.flat',
          deep: { target: 'work.full', actions: note('deep') },
          fallback: 'work.other',
          mixed: '#history.work.c.again',
          over: 'ended',
        },
      },
      ended: { type: 'final' },
    },
  }),
);
