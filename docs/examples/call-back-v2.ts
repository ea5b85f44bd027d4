import { assign, setup } from 'xstate';
import * as z from 'zod';
import { lasting, process, schemas, text } from '../../machines/define.ts';
import { definition as v1 } from './call-back.ts';

const customer = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'is not the id of a customer')
  .meta(text("The customer's id", '客户编号'));
const topic = z.enum(['delivery', 'invoice', 'other']).meta(text('What it is about', '咨询主题'));

const callBack = schemas({
  input: z.strictObject({ customer, topic }),
  context: z.strictObject({ customer, topic, calls: z.int() }),
  output: z.strictObject({ calls: z.int() }),
  events: {
    reached: z.object({}).meta(text('Somebody spoke with the customer', '已联系到客户')),
    missed: z.object({}).meta(text('The customer did not answer', '客户未接听')),
    withdraw: z.object({}).meta(text('The customer no longer wants the call', '客户取消回电')),
  },
  effects: {},
  inline: {},
});

const machine = setup({
  ...callBack.setup,
  delays: {
    rest: lasting({ hours: 2 }),
    alarm: lasting({ hours: 4 }),
    deadline: lasting({ days: 3 }),
  },
  actions: { count: assign({ calls: ({ context }) => context.calls + 1 }) },
  guards: { aboutDelivery: ({ context }) => context.topic === 'delivery' },
}).createMachine({
  id: 'call-back',
  context: ({ input }) => ({ ...input, calls: 0 }),
  output: ({ context }) => ({ calls: context.calls }),
  initial: 'open',
  states: {
    open: {
      meta: { title: { en: 'Open', zh: '待处理' } },
      on: { withdraw: 'withdrawn', reached: { target: 'done', actions: 'count' } },
      after: { deadline: 'unreachable' },
      initial: 'sorting',
      states: {
        sorting: { always: [{ guard: 'aboutDelivery', target: 'urgent' }, { target: 'calling' }] },
        urgent: {
          meta: { title: { en: 'To be called at once', zh: '须立即回电' } },
          on: { missed: { target: 'resting', actions: 'count' } },
          after: { alarm: { actions: 'count' } },
        },
        calling: {
          meta: { title: { en: 'To be called', zh: '待回电' } },
          on: { missed: { target: 'resting', actions: 'count' } },
        },
        resting: {
          meta: { title: { en: 'Pausing', zh: '稍后再试' } },
          after: { rest: 'sorting' },
        },
      },
    },
    done: { type: 'final', meta: { title: { en: 'Done', zh: '已完成' } } },
    unreachable: { type: 'final', meta: { title: { en: 'Not reached', zh: '未能联系' } } },
    withdrawn: { type: 'final', meta: { title: { en: 'Withdrawn', zh: '已取消' } } },
  },
});

// #region migration
export const definition = process({
  name: 'call-back',
  version: 2,
  title: { en: 'Call-back', zh: '回电' },
  ...callBack,
  machine,
  customer: (context) => context.customer,
  migrations: (from) => [
    from(v1, {
      states: {
        'open.calling': ({ topic }) => (topic === 'delivery' ? 'open.urgent' : 'open.calling'),
        'open.pausing': 'open.resting',
      },
      context: ({ missed, ...same }) => ({ ...same, calls: missed }),
      timers: { 'open.pausing.pause': 'open.resting.rest' },
      samples: [
        { customer: 'c-1', topic: 'delivery', missed: 0 },
        { customer: 'c-1', topic: 'invoice', missed: 2 },
      ],
    }),
  ],
});
// #endregion
