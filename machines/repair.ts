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
import { currency, minor } from './money.ts';
import { duration, settings } from './settings.ts';

/** What a company may change of its repairs without code. */
const repairSettings = settings('repair', {
  workshop: role.default('workshop').meta(text('Who repairs', '负责维修的角色')),
  sendReminder: duration
    .default({ days: 7 })
    .meta(text('How often the customer is reminded', '寄回提醒间隔')),
  sendDeadline: duration.default({ days: 30 }).meta(text('How long the customer has', '寄回期限')),
  consentReminder: duration
    .default({ days: 3 })
    .meta(text('How often the customer is reminded of the quote', '报价提醒间隔')),
  consentDeadline: duration
    .default({ days: 14 })
    .meta(text('When a quote without an answer counts as declined', '报价未答复视为拒绝的期限')),
  workReminder: duration
    .default({ days: 3 })
    .meta(text('How long each step of the workshop may take', '维修各环节的期限')),
});

const outcome = z.enum(['repaired', 'unrepairable', 'declined', 'not-sent', 'cancelled', 'failed']);
/** What it tells, by what it is about. */
export const about = z.enum([
  'instructions',
  'reminder',
  'expired',
  'to-assess',
  'quote',
  'quote-reminder',
  'to-repair',
  'to-send-back',
  'sent-back',
  'cancelled',
]);
const amountMinor = minor.min(0).meta(text('What the customer pays, in minor units', '维修费用（最小单位）'));

const parts = schemas({
  settings: repairSettings,

  input: z
    .strictObject({ customer, articles, order: order.optional() })
    .meta(text('What is to be repaired', '客户维修')),

  context: z.strictObject({
    customer: z.string(),
    articles,
    order: z.string().optional(),
    number: z.string(),
    role: z.string(),
    awaited: z.boolean(),
    amountMinor: minor,
    currency: z.string(),
    outcome,
  }),

  output: z.strictObject({ outcome, number: z.string(), amountMinor: minor, currency: z.string() }),

  events: {
    received: z.object({}).meta(text('The articles have come', '已收到商品')),
    takeOn: z.object({}).meta(text('They are repaired for nothing', '免费维修')),
    quote: z
      .object({ amountMinor: amountMinor.min(1), currency })
      .meta(text('They can be repaired at a price', '报价维修')),
    unrepairable: z.object({ reason }).meta(text('They cannot be repaired', '无法维修')),
    agree: z.object({}).meta(text('The customer agrees to the price', '客户同意报价')),
    decline: z.object({ reason }).meta(text('The customer does not agree', '客户拒绝报价')),
    repaired: z.object({}).meta(text('They are repaired', '维修完成')),
    sentBack: z.object({ carrier, tracking }).meta(text('They are on their way back', '已寄还客户')),
    cancel: z.object({ reason }).meta(text('The customer keeps them', '客户取消维修')),
  },

  emitted: { 'repair.closed': z.object({ outcome }) },
  effects: { notify: notify(about, { amountMinor, currency: z.string() }) },
  inline: { prepare: preparation('REP', (scope) => repairSettings.at(scope).workshop) },
});

type Outcome = z.output<typeof outcome>;

const repairSetup = setup({
  ...parts.setup,
  delays: {
    sendReminder: repairSettings.delay((set) => set.sendReminder),
    sendDeadline: repairSettings.delay((set) => set.sendDeadline),
    consentReminder: repairSettings.delay((set) => set.consentReminder),
    consentDeadline: repairSettings.delay((set) => set.consentDeadline),
    workReminder: repairSettings.delay((set) => set.workReminder),
  },
  actions: {
    await: assign({ awaited: true }),
    awaitNoLonger: assign({ awaited: false }),
    end: assign({ outcome: (_, how: { outcome: Outcome }) => how.outcome }),
  },
});

const end = (outcome: Outcome) => ({ type: 'end', params: { outcome } }) as const;

const tell = telling(({ amountMinor, currency }: z.output<typeof parts.context>) => ({
  amountMinor,
  currency,
}));

/** A task of the workshop. */
const task = <const E extends readonly [string, ...string[]]>(en: string, zh: string, does: E) =>
  ({
    role: { context: 'role' },
    title: { en, zh },
    does,
    due: 'workReminder',
    assign: 'least-load',
  }) as const;

const machine = repairSetup.createMachine({
  id: 'repair',
  context: ({ input }) => ({
    ...input,
    ...{ number: '', role: '', awaited: false, amountMinor: 0, currency: '', outcome: 'failed' },
  }),
  output: ({ context: { outcome, number, amountMinor, currency } }) => ({
    ...{ outcome, number, amountMinor, currency },
  }),
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
        received: 'assessing',
        cancel: { target: 'cancelled', actions: end('cancelled') },
      },
      after: { sendDeadline: { target: 'expired', actions: end('not-sent') } },
    },

    assessing: {
      meta: {
        title: { en: 'To be assessed', zh: '待检测' },
        task: task('Assess the damage', '检测故障', ['takeOn', 'quote', 'unrepairable']),
      },
      initial: 'waiting',
      states: {
        waiting: { meta: waiting, after: { workReminder: 'reminding' } },
        reminding: tell('team', 'to-assess', 'waiting'),
      },
      on: {
        takeOn: 'repairing',
        quote: {
          target: 'quoted',
          actions: assign(({ event: { amountMinor, currency } }) => ({ amountMinor, currency })),
        },
        unrepairable: { target: 'sendingBack', actions: end('unrepairable') },
      },
    },

    quoted: {
      meta: { title: { en: 'The customer has a quote', zh: '等待客户确认报价' } },
      entry: 'await',
      exit: 'awaitNoLonger',
      initial: 'quoting',
      states: {
        quoting: tell('customer', 'quote', 'waiting'),
        waiting: { meta: waiting, after: { consentReminder: 'reminding' } },
        reminding: tell('customer', 'quote-reminder', 'waiting'),
      },
      on: {
        agree: 'repairing',
        decline: { target: 'sendingBack', actions: [end('declined'), assign({ amountMinor: 0 })] },
      },
      after: {
        consentDeadline: { target: 'sendingBack', actions: [end('declined'), assign({ amountMinor: 0 })] },
      },
    },

    repairing: {
      meta: {
        title: { en: 'To be repaired', zh: '待维修' },
        task: task('Repair the articles', '维修商品', ['repaired', 'unrepairable']),
      },
      initial: 'waiting',
      states: {
        waiting: { meta: waiting, after: { workReminder: 'reminding' } },
        reminding: tell('team', 'to-repair', 'waiting'),
      },
      on: {
        repaired: { target: 'sendingBack', actions: end('repaired') },
        unrepairable: { target: 'sendingBack', actions: [end('unrepairable'), assign({ amountMinor: 0 })] },
      },
    },

    sendingBack: {
      meta: {
        title: { en: 'To be sent back', zh: '待寄还' },
        task: task('Send the articles back', '将商品寄还客户', ['sentBack']),
      },
      initial: 'waiting',
      states: {
        waiting: { meta: waiting, after: { workReminder: 'reminding' } },
        reminding: tell('team', 'to-send-back', 'waiting'),
      },
      on: { sentBack: 'sentBack' },
    },

    sentBack: {
      ...tell('customer', 'sent-back', 'closed'),
      meta: { title: { en: 'Sent back', zh: '已寄还' } },
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
      entry: repairSetup.emit(({ context: { outcome } }) => ({ type: 'repair.closed' as const, outcome })),
    },
  },
});

export const definition = process({
  name: 'repair',
  version: 1,
  title: { en: 'Repair', zh: '维修' },
  ...parts,
  machine,
  key: ({ number }) => number || undefined,
  customer: (context) => context.customer,
});
