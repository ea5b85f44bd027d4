import { assign, setup } from 'xstate';
import * as z from 'zod';
import { schemas } from '../../../machines/define.ts';
import { note, recorded, specimen } from './specimen.ts';

const bare = z.object({});
const parts = schemas({
  ...recorded,
  context: z.strictObject({ log: z.array(z.string()), wait: z.number() }),
  events: { longer: bare, go: bare, stay: bare, odd: bare },
  effects: {},
  inline: {},
});

/** `after`: fixed, named, computed, none at all, fractions; several in one state, one over another, guarded. */
export const delays = specimen(
  'delays',
  parts,
  setup({
    ...parts.setup,
    delays: { fixed: 20, computed: ({ context }) => context.wait, half: 0.5, backwards: () => -5 },
    actions: {
      note: assign({ log: ({ context }, what: string) => [...context.log, what] }),
      longer: assign({ wait: ({ context }) => context.wait + 7 }),
    },
    guards: { often: ({ context }) => context.log.filter((what) => what === 'tick').length % 3 === 2 },
  }).createMachine({
    id: 'delays',
    context: { log: [], wait: 3 },
    initial: 'several',
    on: { longer: { actions: 'longer' }, odd: '.odd' },
    states: {
      several: {
        after: {
          5: { actions: note('five') },
          fixed: { target: 'nested', actions: note('twenty') },
          computed: [{ guard: 'often', target: 'zero' }, { actions: note('computed') }],
        },
        on: { go: 'zero', stay: { target: 'several', reenter: true } },
      },
      zero: {
        entry: note('+zero'),
        after: { 0: { target: 'nested', actions: note('at once') } },
      },
      nested: {
        initial: 'ticking',
        after: { 50: 'several', 5: { actions: note('outer five') } },
        on: { go: 'several' },
        states: {
          ticking: {
            after: {
              5: { actions: note('inner five') },
              10: { target: 'ticking', reenter: true, actions: note('tick') },
            },
            on: { stay: 'still' },
          },
          still: { after: { computed: { guard: 'often', target: 'ticking' } }, on: { stay: 'ticking' } },
        },
      },
      odd: {
        after: {
          half: { actions: note('half') },
          backwards: { actions: note('backwards') },
          1: { target: 'several', actions: note('one') },
        },
      },
    },
  }),
  { moves: [0, 1, 3, 5, 10, 25, 60] },
);
