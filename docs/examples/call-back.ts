import { assign, setup } from 'xstate';
import * as z from 'zod';
import { lasting, process, schemas, text } from '../../machines/define.ts';

const customer = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'is not the id of a customer')
  .meta(text("The customer's id", '客户编号'));
const topic = z.enum(['delivery', 'invoice', 'other']).meta(text('What it is about', '咨询主题'));

const callBack = schemas({
  input: z.strictObject({ customer, topic }),
  context: z.strictObject({ customer, topic, missed: z.int() }),
  output: z.strictObject({ missed: z.int() }),
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
  delays: { pause: lasting({ hours: 2 }), deadline: lasting({ days: 3 }) },
  actions: { count: assign({ missed: ({ context }) => context.missed + 1 }) },
}).createMachine({
  id: 'call-back',
  context: ({ input }) => ({ ...input, missed: 0 }),
  output: ({ context }) => ({ missed: context.missed }),
  initial: 'open',
  states: {
    open: {
      meta: { title: { en: 'Open', zh: '待处理' } },
      on: { withdraw: 'withdrawn' },
      after: { deadline: 'unreachable' },
      initial: 'calling',
      states: {
        calling: {
          meta: { title: { en: 'To be called', zh: '待回电' } },
          on: { reached: '#done', missed: { target: 'pausing', actions: 'count' } },
        },
        pausing: {
          meta: { title: { en: 'Pausing', zh: '稍后再试' } },
          after: { pause: 'calling' },
        },
      },
    },
    done: { id: 'done', type: 'final', meta: { title: { en: 'Done', zh: '已完成' } } },
    unreachable: { type: 'final', meta: { title: { en: 'Not reached', zh: '未能联系' } } },
    withdrawn: { type: 'final', meta: { title: { en: 'Withdrawn', zh: '已取消' } } },
  },
});

export const definition = process({
  name: 'call-back',
  version: 1,
  title: { en: 'Call-back', zh: '回电' },
  ...callBack,
  machine,
  customer: (context) => context.customer,
});
