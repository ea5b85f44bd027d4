import { assign, setup } from 'xstate';
import * as z from 'zod';
import { lasting, process, schemas } from '../../../machines/define.ts';

const bare = z.object({});
const parts = schemas({
  input: z.strictObject({ hours: z.int().optional() }),
  context: z.strictObject({ hours: z.int(), notes: z.int() }),
  output: z.unknown(),
  events: {
    check: bare,
    pack: bare,
    refund: bare,
    both: bare,
    again: bare,
    note: bare,
    approve: z.object({ amount: z.int().min(1) }),
    decline: bare,
    end: bare,
  },
  effects: {},
  inline: {},
});

const title = { en: 'To be done', zh: '待办' };
const done = { approve: '#desk.idle', decline: '#desk.idle' } as const;

const machine = setup({
  ...parts.setup,
  delays: {
    packingDue: ({ context }) => lasting({ hours: context.hours }),
    escalation: lasting({ hours: 3 }),
  },
}).createMachine({
  id: 'desk',
  context: ({ input }) => ({ hours: input.hours ?? 1, notes: 0 }),
  initial: 'idle',
  on: { note: { actions: assign({ notes: ({ context }) => context.notes + 1 }) }, end: '.over' },
  states: {
    idle: { on: { check: 'checking', pack: 'packing', refund: 'refunding', both: 'both' } },
    checking: {
      meta: { title, task: { role: 'clerk', title, does: ['approve', 'decline'], due: { hours: 2 } } },
      on: { ...done, again: { target: 'checking', reenter: true } },
      after: { escalation: 'idle' },
    },
    packing: {
      meta: {
        title,
        task: { role: 'packer', title, does: ['approve'], due: 'packingDue', assign: 'in-turn' },
      },
      on: done,
    },
    refunding: {
      meta: { title, task: { role: 'approver', title, does: ['approve'], assign: 'least-load' } },
      on: done,
    },
    both: {
      type: 'parallel',
      states: {
        left: {
          initial: 'open',
          states: {
            open: {
              meta: { title, task: { role: 'clerk', title, does: ['approve'] } },
              on: { approve: 'shut' },
            },
            shut: {},
          },
        },
        right: {
          initial: 'open',
          states: {
            open: {
              meta: { title, task: { role: 'packer', title, does: ['decline'] } },
              on: { decline: 'shut' },
            },
            shut: {},
          },
        },
      },
    },
    over: { type: 'final' },
  },
});

/** A small process whose states are tasks of every sort. */
export const desk = process({
  name: 'desk',
  version: 1,
  title: { en: 'Desk', zh: '工作台' },
  ...parts,
  machine,
});
