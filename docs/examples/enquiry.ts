import { assign, setup } from 'xstate';
import * as z from 'zod';
import { business, untilOpening } from '../../machines/business.ts';
import { process, schemas, text } from '../../machines/define.ts';

const customer = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'is not the id of a customer')
  .meta(text("The customer's id", '客户编号'));
const calendar = z
  .enum(['china', 'united-states'])
  .meta(text('By whose hours it is answered', '按哪个日历计时'));

const enquiry = schemas({
  input: z.strictObject({ customer, calendar }),
  context: z.strictObject({ customer, calendar, late: z.boolean() }),
  output: z.strictObject({ late: z.boolean() }),
  events: {
    answer: z.object({}).meta(text('Somebody answered', '已答复')),
  },
  effects: {},
  inline: {},
});

// #region delays
const machine = setup({
  ...enquiry.setup,
  delays: {
    opening: untilOpening(({ context }) => context.calendar),
    firstAnswer: business({ hours: 2 }, ({ context }) => context.calendar),
    closing: business({ days: 3 }, ({ context }) => context.calendar),
  },
  actions: { miss: assign({ late: true }) },
}).createMachine({
  // #endregion
  id: 'enquiry',
  context: ({ input }) => ({ ...input, late: false }),
  output: ({ context }) => ({ late: context.late }),
  initial: 'received',
  states: {
    received: {
      meta: { title: { en: 'Received', zh: '已收到' } },
      after: { opening: 'open' },
    },
    // #region states
    open: {
      meta: { title: { en: 'To be answered', zh: '待答复' } },
      on: { answer: 'closed' },
      after: { firstAnswer: { actions: 'miss' }, closing: 'closed' },
    },
    // #endregion
    closed: { type: 'final', meta: { title: { en: 'Closed', zh: '已结束' } } },
  },
});

export const definition = process({
  name: 'enquiry',
  version: 1,
  title: { en: 'Enquiry', zh: '咨询' },
  ...enquiry,
  machine,
  customer: (context) => context.customer,
});
