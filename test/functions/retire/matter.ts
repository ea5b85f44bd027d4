import { setup } from 'xstate';
import * as z from 'zod';
import { process, schemas } from '../../../machines/define.ts';

const bare = z.object({});
const named = {
  input: z.strictObject({ customer: z.string() }),
  context: z.strictObject({ customer: z.string() }),
};

const visitParts = schemas({
  ...named,
  output: z.unknown(),
  events: { leave: bare },
  effects: {},
  inline: {},
});

/** What a matter may start: over when somebody leaves. */
export const visit = process({
  ...{ name: 'visit', version: 1, title: { en: 'Visit', zh: '拜访' }, ...visitParts },
  retention: { days: 10 },
  customer: ({ customer }) => customer,
  machine: setup(visitParts.setup).createMachine({
    ...{ id: 'visit', context: ({ input }) => ({ customer: input.customer }), initial: 'there' },
    states: { there: { on: { leave: 'gone' } }, gone: { type: 'final' } },
  }),
});

const parts = schemas({
  ...named,
  ...{ output: z.unknown(), effects: {}, inline: {} },
  events: { ask: bare, call: bare, close: bare },
  children: { visit },
});

/** A case with tasks, which may start a visit. */
export const matter = process({
  ...{ name: 'matter', version: 1, title: { en: 'Matter', zh: '事项' }, ...parts },
  retention: { days: 30 },
  customer: ({ customer }) => customer,
  machine: setup(parts.setup).createMachine({
    ...{ id: 'matter', context: ({ input }) => ({ customer: input.customer }), initial: 'open' },
    on: { close: '.closed' },
    states: {
      open: { on: { ask: 'asking', call: 'visited' } },
      asking: {
        meta: {
          title: { en: 'Ask', zh: '询问' },
          task: { role: 'clerk', title: { en: 'Ask', zh: '询问' }, does: ['ask'] },
        },
        on: { ask: 'open' },
      },
      visited: {
        invoke: {
          id: 'visit',
          src: 'visit',
          input: ({ context }) => context,
          onDone: 'open',
          onError: 'open',
        },
      },
      closed: { type: 'final' },
    },
  }),
});
