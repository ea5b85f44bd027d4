import { assign, setup } from 'xstate';
import * as z from 'zod';
import { notify, order, reason, role, telling, waiting } from './after-sales.ts';
import { externalCode as code, customerId as customer } from './codes.ts';
import { decide } from './decide.ts';
import { inline, process, schemas, text } from './define.ts';
import { currency, minor } from './money.ts';
import { numberOf } from './number.ts';
import { duration, settings } from './settings.ts';

/** What a company may change of its refunds without code. */
const refundSettings = settings('refund', {
  approver: role.default('manager').meta(text('Who approves', '批准退款的角色')),
  payer: role.default('finance').meta(text('Who pays', '负责付款的角色')),
  approvalReminder: duration
    .default({ days: 1 })
    .meta(text('How often the manager is reminded', '批准提醒间隔')),
  approvalDeadline: duration
    .default({ days: 14 })
    .meta(text('When what nobody approves counts as declined', '未批准视为拒绝的期限')),
  payReminder: duration.default({ days: 2 }).meta(text('How often the team is reminded', '付款提醒间隔')),
});

const outcome = z.enum(['refunded', 'declined', 'not-approved', 'cancelled', 'failed']);
/** What it tells, by what it is about. */
export const about = z.enum(['to-approve', 'to-pay', 'failed', 'refunded', 'declined']);
const amountMinor = minor.min(1).meta(text('Amount in minor units of the currency', '金额（货币最小单位）'));

const prepared = z.strictObject({ number: z.string(), approver: z.string(), payer: z.string() });

const parts = schemas({
  settings: refundSettings,

  input: z
    .strictObject({ customer, amountMinor, currency, reason, order: order.optional() })
    .meta(text('What a customer gets back', '向客户退款')),

  context: z.strictObject({
    customer: z.string(),
    amountMinor: minor,
    currency: z.string(),
    reason: z.string(),
    order: z.string().optional(),
    number: z.string(),
    approver: z.string(),
    payer: z.string(),
    failures: z.int(),
    outcome,
  }),

  output: z.strictObject({ outcome, number: z.string(), amountMinor: minor, currency: z.string() }),

  events: {
    approve: z.object({}).meta(text('It may be paid', '批准退款')),
    decline: z.object({ reason }).meta(text('Nothing is given back', '拒绝退款')),
    paid: z
      .object({ reference: code.meta(text("The payment system's own reference", '支付系统的参考号')) })
      .meta(text('The whole amount was paid back', '已全额退款')),
    payFailed: z.object({ reason }).meta(text('It was tried and failed', '退款失败')),
    cancel: z.object({ reason }).meta(text('It is no longer wanted', '取消退款')),
  },

  emitted: { 'refund.closed': z.object({ outcome, amountMinor: minor, currency: z.string() }) },

  inline: {
    prepare: inline({
      input: z.undefined(),
      output: prepared,
      compute(_, scope) {
        const { approver, payer } = refundSettings.at(scope);
        return { number: numberOf('REF', scope), approver, payer };
      },
    }),
    // #region decision
    needsApproval: decide('refund-policy', {
      input: z.strictObject({ amountMinor: minor, currency: z.string(), reason: z.string() }),
      output: z.boolean(),
    }),
    // #endregion
  },

  effects: { notify: notify(about, { amountMinor, currency: z.string() }) },
});

type Outcome = z.output<typeof outcome>;

const refundSetup = setup({
  ...parts.setup,
  delays: {
    approvalReminder: refundSettings.delay((set) => set.approvalReminder),
    approvalDeadline: refundSettings.delay((set) => set.approvalDeadline),
    payReminder: refundSettings.delay((set) => set.payReminder),
  },
  actions: {
    end: assign({ outcome: (_, how: { outcome: Outcome }) => how.outcome }),
  },
});

const end = (outcome: Outcome) => ({ type: 'end', params: { outcome } }) as const;
const tell = telling(({ amountMinor, currency }: z.output<typeof parts.context>) => ({
  amountMinor,
  currency,
}));

const machine = refundSetup.createMachine({
  id: 'refund',
  context: ({ input }) => ({
    ...input,
    ...{ number: '', approver: '', payer: '', failures: 0, outcome: 'failed' },
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
        onDone: { target: 'judging', actions: assign(({ event }) => event.output) },
        onError: 'closed',
      },
    },

    // #region judging
    judging: {
      meta: { title: { en: 'Is it to be approved?', zh: '判断是否需批准' } },
      invoke: {
        id: 'judgement',
        src: 'needsApproval',
        input: ({ context: { amountMinor, currency, reason } }) => ({ amountMinor, currency, reason }),
        onDone: [{ guard: ({ event }) => event.output, target: 'approving' }, { target: 'paying' }],
        onError: 'approving',
      },
    },
    // #endregion

    approving: {
      meta: {
        title: { en: 'To be approved', zh: '待批准' },
        task: {
          role: { context: 'approver' },
          title: { en: 'Approve the refund', zh: '批准退款' },
          does: ['approve', 'decline'],
          due: 'approvalReminder',
          assign: 'least-load',
        },
      },
      initial: 'waiting',
      states: {
        waiting: { meta: waiting, after: { approvalReminder: 'reminding' } },
        reminding: tell('lead', 'to-approve', 'waiting'),
      },
      on: {
        approve: 'paying',
        decline: { target: 'declined', actions: end('declined') },
        cancel: { target: 'closed', actions: end('cancelled') },
      },
      after: { approvalDeadline: { target: 'declined', actions: end('not-approved') } },
    },

    paying: {
      meta: {
        title: { en: 'To be paid', zh: '待付款' },
        task: {
          role: { context: 'payer' },
          title: { en: 'Pay the money back', zh: '支付退款' },
          does: ['paid', 'payFailed'],
          due: 'payReminder',
          assign: 'least-load',
        },
      },
      initial: 'waiting',
      states: {
        waiting: { meta: waiting, after: { payReminder: 'reminding' } },
        reminding: tell('team', 'to-pay', 'waiting'),
        failed: tell('team', 'failed', 'waiting'),
      },
      on: {
        paid: { target: 'refunded', actions: end('refunded') },
        payFailed: {
          target: '.failed',
          actions: assign({ failures: ({ context }) => context.failures + 1 }),
        },
        cancel: { target: 'closed', actions: end('cancelled') },
      },
    },

    refunded: {
      ...tell('customer', 'refunded', 'closed'),
      meta: { title: { en: 'Refunded', zh: '已退款' } },
    },
    declined: {
      ...tell('customer', 'declined', 'closed'),
      meta: { title: { en: 'Declined', zh: '已拒绝' } },
    },

    closed: {
      type: 'final',
      meta: { title: { en: 'Closed', zh: '已结束' } },
      entry: refundSetup.emit(({ context: { outcome, amountMinor, currency } }) => ({
        ...{ type: 'refund.closed' as const, outcome, amountMinor, currency },
      })),
    },
  },
});

export const definition = process({
  name: 'refund',
  version: 1,
  title: { en: 'Refund', zh: '退款' },
  ...parts,
  machine,
  key: ({ number }) => number || undefined,
  customer: (context) => context.customer,
});
