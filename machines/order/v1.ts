import { and, assign, emit, not, setup, stateIn } from 'xstate';
import * as z from 'zod';
import { reason as anyReason, externalCode as code, customerId as customer } from '../codes.ts';
import { effect, inline, process, schemas, text } from '../define.ts';
import { currency, minor } from '../money.ts';
import { numberOf } from '../number.ts';
import { duration, settings } from '../settings.ts';
import { line, refundOf, totals, totalsOf, within } from './totals.ts';
import { fault, verifyOrder } from './verification.ts';

const reference = code.meta(text("The payment system's own reference", '支付系统的参考号'));
const reason = anyReason.meta({ examples: ['changed-mind'] });
const amountMinor = minor.min(1).meta(text('Amount in minor units of the currency', '金额（货币最小单位）'));
const articles = z
  .array(z.strictObject({ line: z.int().min(0), quantity: z.int().min(1) }))
  .min(1)
  .max(100)
  .meta(text('Which lines (from 0) and how many of each', '退货行（从 0 起）及数量'));

/** How an order that was accepted ends. */
const outcome = z.enum(['completed', 'cancelled', 'expired', 'returned', 'undeliverable', 'lost']);

/** Who is told what: the customer, or one of the company's teams. */
const notice = z.strictObject({
  to: z.enum(['customer', 'warehouse', 'finance']),
  about: z.enum([
    'created',
    'payment-reminder',
    'payment-failed',
    'paid',
    'packing-overdue',
    'shipping-overdue',
    'shipped',
    'delivery-overdue',
    'delivery-failed',
    'delivered',
    'return-requested',
    'return-reminder',
    'return-refused',
    'refund-to-approve',
    'refund-wanted',
    'refund-failed',
    'refunded',
    'cancelled',
    'expired',
    'undeliverable',
    'lost',
  ]),
});

/** A length of time in days, unless the company sets another. */
const days = (days: number, en: string, zh: string) => duration.default({ days }).meta(text(en, zh));

const orderSettings = settings('order', {
  paymentReminder: days(2, 'Reminds of an open payment this often', '付款提醒间隔'),
  paymentDeadline: days(14, 'An order expires when it is not paid for so long', '付款期限'),
  packingReminder: days(1, 'An order should be packed within', '打包时限'),
  packingDeadline: days(7, 'An order is cancelled when it is not packed for so long', '打包期限，逾期取消'),
  shippingReminder: days(1, 'An order should be with the carrier within', '发货时限'),
  shippingDeadline: days(5, 'An order is cancelled when it is not shipped for so long', '发货期限，逾期取消'),
  deliveryReminder: days(5, 'A delivery should arrive within', '送达时限'),
  deliveryDeadline: days(30, 'A delivery is taken for lost after', '视为丢失的期限'),
  returnWindow: days(14, 'Articles can be sent back for', '退货期'),
  returnReminder: days(7, 'Reminds of a return under way this often', '退货提醒间隔'),
  returnDeadline: days(30, 'A return that does not arrive is over after', '退货期限'),
  approvalReminder: days(1, 'A refund should be decided on within', '退款审批时限'),
  approvalDeadline: days(14, 'A refund that nobody decides on is declined after', '退款审批期限，逾期拒绝'),
  refundReminder: days(2, 'Reminds of a refund to be paid this often', '退款提醒间隔'),
  noticeDeadline: days(7, 'A letter that cannot be sent is given up after', '通知放弃期限'),
});

export const order = schemas({
  settings: orderSettings,

  input: z
    .strictObject({
      customer,
      opportunity: z
        .string()
        .regex(/^[\w-]{1,64}$/, 'is not the id of an opportunity')
        .optional()
        .meta(text('The opportunity that it comes from', '来源商机')),
      currency,
      lines: z.array(line).min(1).max(100).meta(text('What is ordered', '订单行')),
      shippingMinor: minor
        .min(0)
        .default(0)
        .meta(text('Cost of shipping in minor units', '运费（最小单位）')),
    })
    .superRefine(within)
    .meta(text('An order as a customer submits it', '客户提交的订单')),

  context: z.strictObject({
    customer: z.string(),
    opportunity: z.string().optional(),
    currency: z.string(),
    lines: z.array(line),
    totals,
    orderNumber: z.string().optional(),
    reasons: z.array(fault).optional(),
    outcome: outcome.optional(),
    shipment: z.strictObject({ carrier: z.string(), tracking: z.string() }).optional(),
    failedDeliveries: z.int(),
    refundDueMinor: minor,
    notices: z.array(notice),
    untold: z.int(),
  }),

  output: z.strictObject({
    outcome: z.string(),
    orderNumber: z.string().optional(),
    reasons: z.array(fault).optional(),
    totals,
  }),

  events: {
    pay: z
      .object({ amountMinor, reference })
      .meta(text('The customer has paid, whole or in part', '客户已付款（全部或部分）')),
    paymentFailed: z.object({ reason }).meta(text('A payment was tried and failed', '付款失败')),
    pack: z.object({}).meta(text('The warehouse has packed it', '仓库已打包')),
    packFailed: z
      .object({ reason })
      .meta(text('It cannot be packed, such as out of stock', '无法打包，例如缺货')),
    ship: z.object({ carrier: code, tracking: code }).meta(text('The carrier has taken it', '承运人已取件')),
    shipFailed: z
      .object({ reason })
      .meta(text('The carrier did not take it: pack it again', '承运人未取件：重新打包')),
    deliver: z.object({}).meta(text('It has reached the customer', '已送达')),
    deliverFailed: z.object({ reason }).meta(text('The carrier did not reach the customer', '派送失败')),
    confirm: z.object({}).meta(text('The customer has it and is content', '客户确认收货')),
    cancel: z.object({ reason }).meta(text('Cancelled before it was shipped', '发货前取消')),
    requestReturn: z.object({ articles }).meta(text('The customer sends articles back', '客户申请退货')),
    returnReceived: z.object({}).meta(text('The articles came back in order', '已收到退货')),
    returnRefused: z
      .object({ reason })
      .meta(text('The articles came back unfit for a refund', '退货不符合退款条件')),
    grantRefund: z
      .object({ amountMinor, reason })
      .meta(text('Ask to give back a part without a return', '申请无退货部分退款')),
    approveRefund: z.object({}).meta(text('The refund may be paid', '批准退款')),
    declineRefund: z.object({ reason }).meta(text('Nothing is given back', '拒绝退款')),
    refund: z
      .object({ amountMinor, reference })
      .meta(text('Money was paid back, whole or in part', '已退款（全部或部分）')),
    refundFailed: z.object({ reason }).meta(text('A refund was tried and failed', '退款失败')),
  },

  inline: {
    verifyOrder,
    numberOrder: inline({
      input: z.undefined(),
      output: z.string(),
      compute: (_, scope) => numberOf('ORD', scope),
    }),
  },

  emitted: {
    'order.placed': z.object({ totalMinor: minor, currency: z.string() }),
    'order.delivered': z.object({}),
    'order.closed': z.object({ outcome: z.string() }),
  },

  effects: {
    notify: effect({
      input: notice.extend({
        customer: z.string(),
        orderNumber: z.string(),
        currency: z.string(),
        balanceMinor: minor,
        refundedMinor: minor,
        dueMinor: minor,
      }),
      output: z.strictObject({}),
      attempts: 5,
      deadline: { hours: 1 },
      exhausted: 'hold',
    }),
  },
});

type Notice = z.output<typeof notice>;
type Outcome = z.output<typeof outcome>;

const tell = (to: Notice['to'], about: Notice['about']) => ({ type: 'tell', params: { to, about } }) as const;
const end = (outcome: Outcome) => ({ type: 'end', params: { outcome } }) as const;
/** Ends the fulfilment: what was paid is owed, the customer is told. */
const callOff = (outcome: Outcome, about: Notice['about']) =>
  ({ target: '#refunding', actions: ['oweEverything', end(outcome), tell('customer', about)] }) as const;
/** A wait that reminds somebody again and again. */
const reminding = <D extends string>(reminder: D, to: Notice['to'], about: Notice['about']) =>
  ({
    initial: 'waiting',
    states: {
      waiting: { after: { [reminder]: { target: 'waiting', reenter: true, actions: tell(to, about) } } },
    },
  }) as const;

export const machine = setup({
  ...order.setup,
  delays: {
    paymentReminder: orderSettings.delay((set) => set.paymentReminder),
    paymentDeadline: orderSettings.delay((set) => set.paymentDeadline),
    packingReminder: orderSettings.delay((set) => set.packingReminder),
    packingDeadline: orderSettings.delay((set) => set.packingDeadline),
    shippingReminder: orderSettings.delay((set) => set.shippingReminder),
    shippingDeadline: orderSettings.delay((set) => set.shippingDeadline),
    deliveryReminder: orderSettings.delay((set) => set.deliveryReminder),
    deliveryDeadline: orderSettings.delay((set) => set.deliveryDeadline),
    returnWindow: orderSettings.delay((set) => set.returnWindow),
    returnReminder: orderSettings.delay((set) => set.returnReminder),
    returnDeadline: orderSettings.delay((set) => set.returnDeadline),
    approvalReminder: orderSettings.delay((set) => set.approvalReminder),
    approvalDeadline: orderSettings.delay((set) => set.approvalDeadline),
    refundReminder: orderSettings.delay((set) => set.refundReminder),
    noticeDeadline: orderSettings.delay((set) => set.noticeDeadline),
  },
  actions: {
    tell: assign({ notices: ({ context }, what: Notice) => [...context.notices, what] }),
    told: assign({ notices: ({ context }) => context.notices.slice(1) }),
    giveUpTelling: assign({
      notices: ({ context }) => context.notices.slice(1),
      untold: ({ context }) => context.untold + 1,
    }),
    receive: assign({
      totals: ({ context }, paid: { amountMinor: number }) =>
        totalsOf(context, { paidMinor: paid.amountMinor }),
    }),
    payBack: assign({
      totals: ({ context }, paid: { amountMinor: number }) =>
        totalsOf(context, { refundedMinor: paid.amountMinor }),
      refundDueMinor: ({ context }, paid: { amountMinor: number }) =>
        context.refundDueMinor - paid.amountMinor,
    }),
    oweEverything: assign({
      refundDueMinor: ({ context }) => context.totals.paidMinor - context.totals.refundedMinor,
    }),
    oweNothing: assign({ refundDueMinor: 0 }),
    owe: assign({ refundDueMinor: (_, due: { amountMinor: number }) => due.amountMinor }),
    tellPlaced: emit(({ context: { totals, currency } }) => ({
      type: 'order.placed',
      totalMinor: totals.totalMinor,
      currency,
    })),
    tellDelivered: emit({ type: 'order.delivered' }),
    tellClosed: emit(({ context: { outcome = 'failed' } }) => ({ type: 'order.closed', outcome })),
    end: assign({ outcome: (_, how: { outcome: Outcome }) => how.outcome }),
  },
  guards: {
    covers: ({ context }, paid: { amountMinor: number }) => paid.amountMinor === context.totals.balanceMinor,
    paysPart: ({ context }, paid: { amountMinor: number }) => paid.amountMinor < context.totals.balanceMinor,
    free: ({ context }) => context.totals.balanceMinor === 0,
    isOwed: ({ context }, paid: { amountMinor: number }) => paid.amountMinor <= context.refundDueMinor,
    somethingOwed: ({ context }) => context.refundDueMinor > 0,
    over: ({ context }) => context.outcome !== undefined,
    refundable: ({ context }, due: { amountMinor: number }) =>
      due.amountMinor > 0 && due.amountMinor <= context.totals.paidMinor - context.totals.refundedMinor,
    triedTwice: ({ context }) => context.failedDeliveries >= 2,
    somethingToTell: ({ context }) => context.notices.length > 0,
    settled: stateIn({ open: { fulfilment: 'settled' } }),
  },
}).createMachine({
  id: 'order',
  context: ({ input }) => ({
    customer: input.customer,
    ...(input.opportunity !== undefined && { opportunity: input.opportunity }),
    currency: input.currency,
    lines: input.lines,
    totals: totalsOf({ lines: input.lines, totals: { shippingMinor: input.shippingMinor } }),
    failedDeliveries: 0,
    refundDueMinor: 0,
    notices: [],
    untold: 0,
  }),
  output: ({ context }) => ({
    outcome: context.outcome ?? (context.reasons ? 'rejected' : 'failed'),
    totals: context.totals,
    ...(context.orderNumber ? { orderNumber: context.orderNumber } : {}),
    ...(context.reasons ? { reasons: context.reasons } : {}),
  }),
  initial: 'verifying',
  states: {
    verifying: {
      meta: { title: { en: 'Being verified', zh: '验证中' } },
      invoke: {
        id: 'verification',
        src: 'verifyOrder',
        input: ({ context }) => ({ lines: context.lines }),
        onDone: [
          { guard: ({ event }) => event.output.accepted, target: 'numbering' },
          { target: 'rejected', actions: assign({ reasons: ({ event }) => event.output.reasons }) },
        ],
        onError: 'failed',
      },
    },

    numbering: {
      meta: { title: { en: 'Being numbered', zh: '编号中' } },
      invoke: {
        id: 'number',
        src: 'numberOrder',
        onDone: {
          target: 'open',
          actions: [assign({ orderNumber: ({ event }) => event.output }), 'tellPlaced'],
        },
        onError: 'failed',
      },
    },

    open: {
      meta: { title: { en: 'Open', zh: '处理中' } },
      type: 'parallel',
      onDone: { target: 'closed', actions: 'tellClosed' },
      states: {
        fulfilment: {
          initial: 'awaitingPayment',
          states: {
            awaitingPayment: {
              meta: { title: { en: 'Awaiting payment', zh: '等待付款' } },
              entry: tell('customer', 'created'),
              always: { guard: 'free', target: 'packing' },
              ...reminding('paymentReminder', 'customer', 'payment-reminder'),
              on: {
                pay: [
                  {
                    guard: { type: 'covers', params: ({ event }) => event },
                    target: 'packing',
                    actions: [{ type: 'receive', params: ({ event }) => event }, tell('customer', 'paid')],
                  },
                  {
                    guard: { type: 'paysPart', params: ({ event }) => event },
                    actions: { type: 'receive', params: ({ event }) => event },
                  },
                ],
                paymentFailed: { actions: tell('customer', 'payment-failed') },
                cancel: callOff('cancelled', 'cancelled'),
              },
              after: {
                paymentDeadline: callOff('expired', 'expired'),
              },
            },

            packing: {
              meta: {
                title: { en: 'To be packed', zh: '待打包' },
                task: {
                  role: 'packer',
                  title: { en: 'Pack the order', zh: '打包订单' },
                  does: ['pack', 'packFailed'],
                  due: 'packingReminder',
                  assign: 'in-turn',
                },
              },
              ...reminding('packingReminder', 'warehouse', 'packing-overdue'),
              on: {
                pack: 'shipping',
                packFailed: callOff('cancelled', 'cancelled'),
                cancel: callOff('cancelled', 'cancelled'),
              },
              after: {
                packingDeadline: callOff('cancelled', 'cancelled'),
              },
            },

            shipping: {
              meta: { title: { en: 'To be shipped', zh: '待发货' } },
              ...reminding('shippingReminder', 'warehouse', 'shipping-overdue'),
              on: {
                ship: {
                  target: 'delivering',
                  actions: [
                    assign({
                      shipment: ({ event }) => ({ carrier: event.carrier, tracking: event.tracking }),
                    }),
                    tell('customer', 'shipped'),
                  ],
                },
                shipFailed: 'packing',
                cancel: callOff('cancelled', 'cancelled'),
              },
              after: {
                shippingDeadline: callOff('cancelled', 'cancelled'),
              },
            },

            delivering: {
              meta: { title: { en: 'On its way', zh: '运输中' } },
              ...reminding('deliveryReminder', 'warehouse', 'delivery-overdue'),
              on: {
                deliver: {
                  target: 'delivered',
                  actions: [tell('customer', 'delivered'), 'tellDelivered'],
                },
                deliverFailed: [
                  { guard: 'triedTwice', ...callOff('undeliverable', 'undeliverable') },
                  {
                    actions: [
                      assign({ failedDeliveries: ({ context }) => context.failedDeliveries + 1 }),
                      tell('customer', 'delivery-failed'),
                    ],
                  },
                ],
              },
              after: {
                deliveryDeadline: callOff('lost', 'lost'),
              },
            },

            delivered: {
              id: 'delivered',
              meta: { title: { en: 'Delivered', zh: '已送达' } },
              on: {
                confirm: { target: 'settled', actions: end('completed') },
                requestReturn: {
                  guard: {
                    type: 'refundable',
                    params: ({ context, event }) => ({ amountMinor: refundOf(context, event.articles) }),
                  },
                  target: 'returning',
                  actions: [
                    {
                      type: 'owe',
                      params: ({ context, event }) => ({ amountMinor: refundOf(context, event.articles) }),
                    },
                    tell('customer', 'return-requested'),
                  ],
                },
                grantRefund: {
                  guard: { type: 'refundable', params: ({ event }) => event },
                  target: 'approving',
                  actions: { type: 'owe', params: ({ event }) => event },
                },
              },
              after: {
                returnWindow: { target: 'settled', actions: end('completed') },
              },
            },

            approving: {
              meta: {
                title: { en: 'Refund to be approved', zh: '待批准退款' },
                task: {
                  role: 'approver',
                  title: { en: 'Approve the refund', zh: '批准退款' },
                  does: ['approveRefund', 'declineRefund'],
                  due: 'approvalReminder',
                  assign: 'least-load',
                },
              },
              ...reminding('approvalReminder', 'finance', 'refund-to-approve'),
              on: {
                approveRefund: 'refunding',
                declineRefund: { target: 'delivered', actions: 'oweNothing' },
              },
              after: {
                approvalDeadline: { target: 'delivered', actions: 'oweNothing' },
              },
            },

            returning: {
              meta: { title: { en: 'Being sent back', zh: '退货中' } },
              ...reminding('returnReminder', 'customer', 'return-reminder'),
              on: {
                returnReceived: { target: 'refunding', actions: end('returned') },
                returnRefused: {
                  target: 'settled',
                  actions: ['oweNothing', tell('customer', 'return-refused'), end('completed')],
                },
              },
              after: {
                returnDeadline: { target: 'settled', actions: ['oweNothing', end('completed')] },
              },
            },

            refunding: {
              id: 'refunding',
              meta: { title: { en: 'To be refunded', zh: '待退款' } },
              initial: 'deciding',
              states: {
                deciding: {
                  always: [
                    { guard: 'somethingOwed', target: 'waiting' },
                    { guard: 'over', target: '#settled' },
                    { target: '#delivered' },
                  ],
                },
                waiting: {
                  entry: tell('finance', 'refund-wanted'),
                  after: { refundReminder: { target: 'waiting', reenter: true } },
                },
              },
              on: {
                refund: {
                  guard: { type: 'isOwed', params: ({ event }) => event },
                  target: '.deciding',
                  actions: [{ type: 'payBack', params: ({ event }) => event }, tell('customer', 'refunded')],
                },
                refundFailed: { actions: tell('finance', 'refund-failed') },
              },
            },

            settled: { id: 'settled', type: 'final' },
          },
        },

        notices: {
          initial: 'quiet',
          states: {
            quiet: {
              always: [
                { guard: 'somethingToTell', target: 'telling' },
                { guard: and(['settled', not('somethingToTell')]), target: 'done' },
              ],
            },
            telling: {
              invoke: {
                id: 'notice',
                src: 'notify',
                input: ({
                  context: { notices, customer, orderNumber = '', currency, totals, refundDueMinor },
                }) => ({
                  ...(notices[0] ?? { to: 'customer', about: 'created' }),
                  ...{ customer, orderNumber, currency },
                  balanceMinor: totals.balanceMinor,
                  refundedMinor: totals.refundedMinor,
                  dueMinor: refundDueMinor,
                }),
                onDone: { target: 'quiet', actions: 'told' },
                onError: { target: 'quiet', actions: 'giveUpTelling' },
              },
              after: { noticeDeadline: { target: 'quiet', actions: 'giveUpTelling' } },
            },
            done: { type: 'final' },
          },
        },
      },
    },

    closed: { type: 'final', meta: { title: { en: 'Closed', zh: '已结束' } } },
    rejected: { type: 'final', meta: { title: { en: 'Rejected', zh: '已拒绝' } } },
    failed: { type: 'final', meta: { title: { en: 'Failed', zh: '失败' } } },
  },
});

export const definition = process({
  name: 'order',
  version: 1,
  title: { en: 'Order', zh: '订单' },
  ...order,
  machine,
  key: (context) => context.orderNumber,
  customer: (context) => context.customer,
});
