import { assign, enqueueActions, setup } from 'xstate';
import * as z from 'zod';
import { lasting, process, schemas, text } from '../../machines/define.ts';
import { definition as sampleRequest } from './sample-request.ts';

const customer = z.string().regex(/^[\w-]{1,64}$/, 'is not the id of a customer');
const article = z.string().regex(/^[\w-]{1,64}$/, 'is not the number of an article');

// #region schemas
const round = schemas({
  input: z.strictObject({ article, customers: z.array(customer).min(1).max(200) }),
  context: z.strictObject({ article, customers: z.array(customer), waiting: z.int(), failed: z.int() }),
  output: z.strictObject({ failed: z.int() }),
  events: { callOff: z.object({}).meta(text('The round is called off', '取消本轮')) },
  emitted: { answered: z.object({ waiting: z.int() }) },
  effects: {},
  inline: {},
  children: { sampleRequest },
});
// #endregion

const machine = setup({
  ...round.setup,
  delays: { deadline: lasting({ days: 60 }) },
  actions: {
    begin: enqueueActions(({ context, enqueue }) => {
      for (const customer of context.customers) {
        const input = { customer, article: context.article, copies: 1, country: 'DE' } as const;
        enqueue.spawnChild('sampleRequest', { id: customer, input });
      }
    }),
    tell: enqueueActions(({ context, enqueue }) => {
      enqueue.emit({ type: 'answered', waiting: context.waiting });
    }),
  },
}).createMachine({
  id: 'sample-round',
  context: ({ input }) => ({ ...input, waiting: input.customers.length, failed: 0 }),
  output: ({ context }) => ({ failed: context.failed }),
  initial: 'running',
  states: {
    // #region running
    running: {
      meta: { title: { en: 'Running', zh: '进行中' } },
      entry: 'begin',
      on: {
        'xstate.done.actor.*': {
          actions: [assign({ waiting: ({ context }) => context.waiting - 1 }), 'tell'],
        },
        'xstate.error.actor.*': {
          actions: assign(({ context: { waiting, failed } }) => ({
            waiting: waiting - 1,
            failed: failed + 1,
          })),
        },
        callOff: 'over',
      },
      always: { guard: ({ context }) => context.waiting === 0, target: 'over' },
      after: { deadline: 'over' },
    },
    // #endregion
    over: { type: 'final', meta: { title: { en: 'Over', zh: '已结束' } } },
  },
});

export const definition = process({
  name: 'sample-round',
  version: 1,
  title: { en: 'Sample round', zh: '样品派发' },
  ...round,
  machine,
});
