import { assign, setup } from 'xstate';
import * as z from 'zod';
import {
  articles,
  carrier,
  notify,
  order,
  preparation,
  reason,
  role,
  telling,
  tracking,
  waiting,
} from './after-sales.ts';
import { customerId as customer } from './codes.ts';
import { process, schemas, text } from './define.ts';
import { duration, settings } from './settings.ts';

/** What a company may change of its returns without code. */
const returnSettings = settings('return', {
  checker: role.default('returns').meta(text('Who checks what comes back', '验收退货的角色')),
  sendReminder: duration
    .default({ days: 7 })
    .meta(text('How often the customer is reminded', '寄回提醒间隔')),
  sendDeadline: duration.default({ days: 30 }).meta(text('How long the customer has', '寄回期限')),
  checkReminder: duration.default({ days: 2 }).meta(text('How often the team is reminded', '验收提醒间隔')),
  checkDeadline: duration
    .default({ days: 14 })
    .meta(text('When what nobody checked counts as accepted', '未验收视为通过的期限')),
  sendBackReminder: duration
    .default({ days: 2 })
    .meta(text('How often the team is reminded to send it back', '寄还提醒间隔')),
});

const outcome = z.enum(['accepted', 'refused', 'not-sent', 'cancelled', 'failed']);
/** What it tells, by what it is about. */
export const about = z.enum([
  'instructions',
  'reminder',
  'expired',
  'to-check',
  'accepted',
  'refused',
  'to-send-back',
  'cancelled',
]);

const parts = schemas({
  settings: returnSettings,

  input: z
    .strictObject({ customer, articles, order: order.optional() })
    .meta(text('What a customer sends back', '客户退货')),

  context: z.strictObject({
    customer: z.string(),
    articles,
    order: z.string().optional(),
    number: z.string(),
    role: z.string(),
    awaited: z.boolean(),
    outcome,
  }),

  output: z.strictObject({ outcome, number: z.string() }),

  events: {
    received: z.object({}).meta(text('The articles have come', '已收到退货')),
    accept: z.object({}).meta(text('They are as they should be', '验收通过')),
    refuse: z.object({ reason }).meta(text('They cannot be taken back', '验收不通过')),
    sentBack: z.object({ carrier, tracking }).meta(text('They are on their way back', '已寄还客户')),
    cancel: z.object({ reason }).meta(text('The customer keeps them', '客户取消退货')),
  },

  emitted: { 'return.closed': z.object({ outcome }) },
  effects: { notify: notify(about, {}) },
  inline: { prepare: preparation('RET', (scope) => returnSettings.at(scope).checker) },
});

type Outcome = z.output<typeof outcome>;

const returnSetup = setup({
  ...parts.setup,
  delays: {
    sendReminder: returnSettings.delay((set) => set.sendReminder),
    sendDeadline: returnSettings.delay((set) => set.sendDeadline),
    checkReminder: returnSettings.delay((set) => set.checkReminder),
    checkDeadline: returnSettings.delay((set) => set.checkDeadline),
    sendBackReminder: returnSettings.delay((set) => set.sendBackReminder),
  },
  actions: {
    await: assign({ awaited: true }),
    awaitNoLonger: assign({ awaited: false }),
    end: assign({ outcome: (_, how: { outcome: Outcome }) => how.outcome }),
  },
});

const end = (outcome: Outcome) => ({ type: 'end', params: { outcome } }) as const;

const tell = telling((_: z.output<typeof parts.context>) => ({}));

const machine = returnSetup.createMachine({
  id: 'return',
  context: ({ input }) => ({ ...input, number: '', role: '', awaited: false, outcome: 'failed' }),
  output: ({ context: { outcome, number } }) => ({ outcome, number }),
  initial: 'preparing',
  states: {
    preparing: {
      meta: { title: { en: 'Being prepared', zh: '准备中' } },
      invoke: {
        id: 'preparation',
        src: 'prepare',
        onDone: { target: 'awaitingArticles', actions: assign(({ event }) => event.output) },
        onError: 'closed',
      },
    },

    awaitingArticles: {
      meta: { title: { en: 'Articles are awaited', zh: '等待寄回' } },
      entry: 'await',
      exit: 'awaitNoLonger',
      initial: 'instructing',
      states: {
        instructing: tell('customer', 'instructions', 'waiting'),
        waiting: { meta: waiting, after: { sendReminder: 'reminding' } },
        reminding: tell('customer', 'reminder', 'waiting'),
      },
      on: {
        received: 'checking',
        cancel: { target: 'cancelled', actions: end('cancelled') },
      },
      after: { sendDeadline: { target: 'expired', actions: end('not-sent') } },
    },

    checking: {
      meta: {
        title: { en: 'To be checked', zh: '待验收' },
        task: {
          role: { context: 'role' },
          title: { en: 'Check what came back', zh: '验收退回的商品' },
          does: ['accept', 'refuse'],
          due: 'checkReminder',
          assign: 'least-load',
        },
      },
      initial: 'waiting',
      states: {
        waiting: { meta: waiting, after: { checkReminder: 'reminding' } },
        reminding: tell('team', 'to-check', 'waiting'),
      },
      on: {
        accept: { target: 'accepted', actions: end('accepted') },
        refuse: { target: 'refused', actions: end('refused') },
      },
      after: { checkDeadline: { target: 'accepted', actions: end('accepted') } },
    },

    refused: {
      meta: {
        title: { en: 'Refused: to be sent back', zh: '验收不通过，待寄还' },
        task: {
          role: { context: 'role' },
          title: { en: 'Send the articles back', zh: '将商品寄还客户' },
          does: ['sentBack'],
          due: 'sendBackReminder',
          assign: 'least-load',
        },
      },
      initial: 'telling',
      states: {
        telling: tell('customer', 'refused', 'waiting'),
        waiting: { meta: waiting, after: { sendBackReminder: 'reminding' } },
        reminding: tell('team', 'to-send-back', 'waiting'),
      },
      on: { sentBack: 'closed' },
    },

    accepted: {
      ...tell('customer', 'accepted', 'closed'),
      meta: { title: { en: 'Accepted', zh: '验收通过' } },
    },
    expired: {
      ...tell('customer', 'expired', 'closed'),
      meta: { title: { en: 'Not sent in time', zh: '逾期未寄回' } },
    },
    cancelled: {
      ...tell('customer', 'cancelled', 'closed'),
      meta: { title: { en: 'Cancelled', zh: '已取消' } },
    },

    closed: {
      type: 'final',
      meta: { title: { en: 'Closed', zh: '已结束' } },
      entry: returnSetup.emit(({ context: { outcome } }) => ({ type: 'return.closed' as const, outcome })),
    },
  },
});

export const definition = process({
  name: 'return',
  version: 1,
  title: { en: 'Return', zh: '退货' },
  ...parts,
  machine,
  key: ({ number }) => number || undefined,
  customer: (context) => context.customer,
});
