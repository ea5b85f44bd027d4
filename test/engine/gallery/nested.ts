import { assign, setup } from 'xstate';
import * as z from 'zod';
import { schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const bare = z.object({});
const parts = schemas({
  ...recorded,
  events: { next: bare, inner: bare, out: bare, again: bare, deep: bare, self: bare },
  effects: {},
  inline: {},
});

/** Nested states, targets near and far, internal and re-entering transitions: exits inside out, entries outside in. */
export const nested = specimen(
  'nested',
  parts,
  setup({
    ...parts.setup,
    actions: { note: assign({ log: ({ context }, what: string) => [...context.log, what] }) },
  }).createMachine({
    id: 'nested',
    context: { log: [] },
    entry: note('+root'),
    initial: 'a',
    states: {
      a: {
        entry: note('+a'),
        exit: note('-a'),
        initial: 'a1',
        on: {
          out: { target: 'b', actions: note('a>b') },
          again: { target: 'a', reenter: true, actions: note('a>a') },
          self: { target: '.a1', actions: note('a>.a1') },
          deep: '#deep',
        },
        states: {
          a1: {
            entry: note('+a1'),
            exit: note('-a1'),
            on: { next: 'a2', inner: { actions: note('a1 inner') } },
          },
          a2: {
            entry: [note('+a2'), note('+a2 too')],
            exit: note('-a2'),
            on: { next: { target: 'a1', actions: [note('a2>a1'), note('and')] }, out: '#nested.b.b2' },
          },
        },
      },
      b: {
        entry: note('+b'),
        exit: note('-b'),
        initial: 'b1',
        on: { out: 'a', inner: { target: '.b2' } },
        states: {
          b1: { entry: note('+b1'), exit: note('-b1'), on: { next: 'b2' } },
          b2: {
            entry: note('+b2'),
            exit: note('-b2'),
            initial: 'x',
            states: { x: { on: { next: 'y' } }, y: { id: 'deep', entry: note('+y'), exit: note('-y') } },
          },
        },
      },
    },
    on: { again: { target: '.b', reenter: true } },
  }),
);
