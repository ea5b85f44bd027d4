import { assign, setup } from 'xstate';
import * as z from 'zod';
import { effect, inline, lasting, process, schemas, text } from '../../machines/define.ts';

// #region fields
/** Codes and ids only: nothing that could be a name, an address or a sentence enters a journal. */
const code = z.string().regex(/^[\w.:/-]{1,64}$/, 'is not a code of letters, digits and . : / _ -');
const customer = code.meta(text("The customer's id", '客户编号'));
const article = code.meta(text('Article number', '商品编号'));
const copies = z.int().min(1).max(20).meta(text('How many samples', '样品数量'));
const country = z
  .enum(['AT', 'CH', 'DE', 'FR'])
  .meta({ ...text('Where it is sent', '寄往国家'), examples: ['DE'] });
const tracking = code.meta(text("The carrier's number", '运单号'));
const reason = code.meta({ ...text('Why, as a code', '原因代码'), examples: ['changed-mind'] });
const rating = z.int().min(1).max(5).meta(text('From 1 (poor) to 5 (good)', '评分，1 差，5 好'));
// #endregion

// #region effect-types
const reservation = z.strictObject({ article: z.string(), copies: z.int() });
const packing = z.strictObject({ number: z.string(), shelf: z.string(), copies: z.int() });
export type Reservation = z.output<typeof reservation>;
export type Packing = z.output<typeof packing>;
// #endregion

// #region schemas
const sample = schemas({
  input: z.strictObject({ customer, article, copies, country }).meta(text('A wish for samples', '样品申请')),

  context: z.strictObject({
    customer,
    article,
    copies,
    country,
    number: z.string().optional(),
    shelf: z.string().optional(),
    rating: rating.optional(),
    outcome: z.string().optional(),
  }),

  output: z.strictObject({ outcome: z.string(), number: z.string().optional() }),

  events: {
    dispatch: z.object({ tracking }).meta(text('The carrier has taken it', '承运人已取件')),
    feedback: z.object({ rating }).meta(text('What the customer thinks of it', '客户反馈')),
    withdraw: z.object({ reason }).meta(text('It is no longer wanted', '申请取消')),
  },

  inline: {
    assess: inline({
      input: z.strictObject({ copies, country }),
      output: z.strictObject({ granted: z.boolean() }),
      compute: ({ copies, country }) => ({ granted: copies <= (country === 'CH' ? 2 : 5) }),
    }),
    number: inline({
      input: z.undefined(),
      output: z.string(),
      compute: (_, { instance, at }) =>
        `SMP-${new Date(at).toISOString().slice(0, 10)}-${instance.slice(0, 8).toUpperCase()}`,
    }),
  },

  effects: {
    reserveSample: effect({
      input: reservation,
      output: z.strictObject({ shelf: z.string() }),
      attempts: 3,
      deadline: { minutes: 30 },
      exhausted: 'fail',
    }),
    orderPacking: effect({
      input: packing,
      output: z.strictObject({}),
      attempts: 5,
      deadline: { hours: 4 },
      exhausted: 'hold',
    }),
  },
});
// #endregion

// #region setup
export const machine = setup({
  ...sample.setup,
  delays: {
    dispatchReminder: lasting({ days: 1 }),
    dispatchDeadline: lasting({ days: 7 }),
    feedbackDeadline: ({ context }) => lasting({ days: context.country === 'DE' ? 14 : 21 }),
  },
  actions: {
    end: assign({ outcome: (_, outcome: string) => outcome }),
  },
}).createMachine({
  // #endregion
  id: 'sample-request',
  context: ({ input }) => input,
  output: ({ context: { outcome = 'failed', number } }) => ({ outcome, ...(number ? { number } : {}) }),
  initial: 'assessing',
  states: {
    // #region inline
    assessing: {
      meta: { title: { en: 'Being assessed', zh: '评估中' } },
      invoke: {
        id: 'assessment',
        src: 'assess',
        input: ({ context: { copies, country } }) => ({ copies, country }),
        onDone: [
          { guard: ({ event }) => event.output.granted, target: 'numbering' },
          { target: 'closed', actions: { type: 'end', params: 'refused' } },
        ],
        onError: { target: 'closed', actions: { type: 'end', params: 'not-assessed' } },
      },
    },
    numbering: {
      meta: { title: { en: 'Being numbered', zh: '编号中' } },
      invoke: {
        id: 'number',
        src: 'number',
        onDone: { target: 'reserving', actions: assign({ number: ({ event }) => event.output }) },
        onError: { target: 'closed', actions: { type: 'end', params: 'not-numbered' } },
      },
    },
    // #endregion
    // #region effect
    reserving: {
      meta: { title: { en: 'Being reserved', zh: '预留中' } },
      invoke: {
        id: 'reservation',
        src: 'reserveSample',
        input: ({ context: { article, copies } }) => ({ article, copies }),
        onDone: { target: 'packing', actions: assign({ shelf: ({ event }) => event.output.shelf }) },
        onError: { target: 'closed', actions: { type: 'end', params: 'out-of-stock' } },
      },
    },
    // #endregion
    packing: {
      meta: { title: { en: 'To be packed', zh: '待打包' } },
      invoke: {
        id: 'packing',
        src: 'orderPacking',
        input: ({ context: { number = '', shelf = '', copies } }) => ({ number, shelf, copies }),
        onDone: 'awaitingDispatch',
        onError: { target: 'closed', actions: { type: 'end', params: 'not-packed' } },
      },
    },
    // #region wait
    awaitingDispatch: {
      meta: {
        title: { en: 'Awaiting the carrier', zh: '等待承运人' },
        task: {
          role: 'packer',
          title: { en: 'Hand the samples to the carrier', zh: '将样品交给承运人' },
          does: ['dispatch'],
          due: 'dispatchReminder',
        },
      },
      initial: 'waiting',
      states: {
        waiting: { after: { dispatchReminder: 'reminding' } },
        reminding: {
          invoke: {
            id: 'reminder',
            src: 'orderPacking',
            input: ({ context: { number = '', shelf = '', copies } }) => ({ number, shelf, copies }),
            onDone: 'waiting',
            onError: 'waiting',
          },
        },
      },
      on: {
        dispatch: 'awaitingFeedback',
        withdraw: { target: 'closed', actions: { type: 'end', params: 'withdrawn' } },
      },
      after: {
        dispatchDeadline: { target: 'closed', actions: { type: 'end', params: 'not-dispatched' } },
      },
    },
    // #endregion
    awaitingFeedback: {
      meta: { title: { en: 'Awaiting feedback', zh: '等待反馈' } },
      on: {
        feedback: {
          target: 'closed',
          actions: [assign({ rating: ({ event }) => event.rating }), { type: 'end', params: 'rated' }],
        },
      },
      after: { feedbackDeadline: { target: 'closed', actions: { type: 'end', params: 'silent' } } },
    },
    closed: { type: 'final', meta: { title: { en: 'Closed', zh: '已结束' } } },
  },
});

// #region definition
export const definition = process({
  name: 'sample-request',
  version: 1,
  title: { en: 'Sample request', zh: '样品申请' },
  ...sample,
  machine,
  key: (context) => context.number,
  customer: (context) => context.customer,
});
// #endregion
