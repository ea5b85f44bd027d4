import { assign, setup } from 'xstate';
import * as z from 'zod';
import { schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const bare = z.object({});
const parts = schemas({
  ...recorded,
  events: { left: bare, right: bare, both: bare, redo: bare, leave: bare, back: bare },
  effects: {},
  inline: {},
});

const noting = setup({
  ...parts.setup,
  actions: { note: assign({ log: ({ context }, what: string) => [...context.log, what] }) },
});

/** Regions, one event for two of them, region by region done, and the whole done. */
export const parallel = specimen(
  'parallel',
  parts,
  noting.createMachine({
    id: 'parallel',
    context: { log: [] },
    initial: 'work',
    states: {
      work: {
        type: 'parallel',
        entry: note('+work'),
        exit: note('-work'),
        onDone: { target: 'rest', actions: note('work done') },
        on: { leave: 'rest', redo: { target: 'work', reenter: true } },
        states: {
          a: {
            initial: 'a1',
            entry: note('+a'),
            exit: note('-a'),
            onDone: { actions: note('a done') },
            on: { redo: { target: 'a', reenter: true, actions: note('redo a') } },
            states: {
              a1: { exit: note('-a1'), on: { left: 'a2', both: 'a2' } },
              a2: { entry: note('+a2'), on: { left: 'a3', both: { target: 'a1', actions: note('both a') } } },
              a3: { type: 'final', entry: note('+a3') },
            },
          },
          b: {
            initial: 'b1',
            entry: note('+b'),
            exit: note('-b'),
            states: {
              b1: { exit: note('-b1'), on: { right: 'b2', both: { target: 'b2', actions: note('both b') } } },
              b2: {
                type: 'parallel',
                entry: note('+b2'),
                onDone: 'b3',
                states: {
                  x: { initial: 'x1', states: { x1: { on: { right: 'x2' } }, x2: { type: 'final' } } },
                  y: { initial: 'y1', states: { y1: { on: { left: 'y2' } }, y2: { type: 'final' } } },
                },
              },
              b3: { type: 'final', entry: note('+b3') },
            },
          },
          c: { on: { left: { actions: note('c left') } } },
        },
      },
      rest: { on: { back: 'work', leave: 'over' } },
      over: { type: 'final' },
    },
  }),
);

/** Regions whose `always` open at once: they run in the order in which their states were entered. */
export const gates = specimen(
  'gates',
  parts,
  setup({
    ...parts.setup,
    actions: { note: assign({ log: ({ context }, what: string) => [...context.log, what] }) },
    guards: {
      open: ({ context }) => context.log.at(-1) === 'open',
      ajar: ({ context }) => context.log.at(-1)?.startsWith('o') ?? false,
    },
  }).createMachine({
    id: 'gates',
    context: { log: [] },
    type: 'parallel',
    on: { both: { actions: note('open') }, redo: { actions: note('o') } },
    states: {
      a: region('a', 'open', 'left'),
      b: region('b', 'ajar', 'right'),
      c: {
        initial: 'waiting',
        on: { back: { target: 'c', reenter: true } },
        states: {
          waiting: { always: { guard: 'open', target: 'passed', actions: note('c passes') } },
          passed: {
            on: { leave: 'waiting' },
            always: { guard: 'ajar', target: 'waiting', actions: note('c') },
          },
        },
      },
      // Both want to leave at once; only one can.
      d: {
        type: 'parallel',
        states: {
          d1: { always: { guard: 'open', target: '#e', actions: note('d1 leaves') }, on: { left: {} } },
          d2: {
            initial: 'x',
            states: {
              x: { on: { right: 'y' }, always: { guard: 'open', target: '#e', actions: note('x leaves') } },
              y: { on: { left: 'x' }, always: { guard: 'open', target: '#e', actions: note('y leaves') } },
            },
          },
        },
      },
      e: {
        id: 'e',
        on: { leave: { actions: note('e') } },
        always: { guard: 'open', actions: note('e too') },
      },
      f: region('f', 'open', 'left'),
    },
  }),
);

function region<G extends string, E extends 'left' | 'right'>(name: string, guard: G, event: E) {
  return {
    initial: 'shut',
    states: {
      shut: { on: { [event]: 'waiting' } },
      waiting: {
        on: { leave: 'shut', [event]: { target: 'waiting', reenter: true } },
        always: { guard, target: 'shut', actions: note(`${name} passes`) },
      },
    },
  } as const;
}
