import { and, assign, not } from 'xstate';
import { process } from '../../../machines/define.ts';
import { refundOf, totalsOf } from '../../../machines/order/totals.ts';
import { definition as v1 } from '../../../machines/order/v1.ts';
import { author, callOff, end, order, reminding, tell } from './v2-parts.ts';

/** Packing and handing over are one state now; how it is packed depends on the order. */
const packing = {
  ...reminding('packingReminder', 'warehouse', 'packing-overdue'),
  on: {
    pack: { actions: 'wrapWithCare' },
    ship: { target: 'delivering', actions: tell('customer', 'shipped') },
    cancel: callOff('cancelled', 'cancelled'),
  },
  after: { packingDeadline: callOff('cancelled', 'cancelled') },
} as const;

const machine = author.createMachine({
  id: 'order',
  context: ({ input }) => ({
    customer: input.customer,
    currency: input.currency,
    lines: input.lines,
    totals: totalsOf({ lines: input.lines, totals: { shippingMinor: input.shippingMinor } }),
    ...{ failedDeliveries: 0, refundDueMinor: 0, notices: [], unheard: 0, careful: false },
  }),
  output: ({ context }) => ({ outcome: context.outcome ?? 'failed', totals: context.totals }),
  initial: 'numbering',
  states: {
    numbering: {
      invoke: {
        id: 'number',
        src: 'numberOrder',
        onDone: { target: 'open', actions: assign({ orderNumber: ({ event }) => event.output }) },
        onError: 'closed',
      },
    },
    open: {
      type: 'parallel',
      onDone: 'closed',
      states: {
        fulfilment: {
          initial: 'unpaid',
          states: {
            unpaid: {
              entry: tell('customer', 'created'),
              ...reminding('paymentReminder', 'customer', 'payment-reminder'),
              on: {
                pay: [
                  {
                    guard: { type: 'covers', params: ({ event }) => event },
                    target: 'packing',
                    actions: [{ type: 'receive', params: ({ event }) => event }, tell('customer', 'paid')],
                  },
                  { actions: { type: 'receive', params: ({ event }) => event } },
                ],
                cancel: callOff('cancelled', 'cancelled'),
              },
              after: { paymentDeadline: callOff('expired', 'expired') },
            },
            packing: { always: [{ guard: 'several', target: 'picking' }, { target: 'wrapping' }] },
            picking: packing,
            wrapping: packing,
            delivering: {
              ...reminding('deliveryReminder', 'warehouse', 'delivery-overdue'),
              on: { deliver: { target: 'delivered', actions: tell('customer', 'delivered') } },
              after: { deliveryDeadline: callOff('lost', 'lost') },
            },
            delivered: {
              id: 'delivered',
              on: {
                confirm: { target: 'settled', actions: end('completed') },
                requestReturn: {
                  target: 'returning',
                  actions: [
                    { type: 'owe', params: ({ context, event }) => refundOf(context, event.articles) },
                    tell('customer', 'return-requested'),
                  ],
                },
              },
              after: {
                praise: { actions: tell('customer', 'delivered') },
                returnWindow: { target: 'settled', actions: end('completed') },
              },
            },
            returning: {
              on: { returnReceived: { target: 'refunding', actions: end('returned') } },
              after: { returnDeadline: { target: 'settled', actions: end('completed') } },
            },
            refunding: {
              id: 'refunding',
              initial: 'deciding',
              states: {
                deciding: { always: [{ guard: 'somethingOwed', target: 'waiting' }, { target: '#settled' }] },
                waiting: {
                  entry: tell('finance', 'refund-wanted'),
                  after: { refundReminder: { target: 'waiting', reenter: true } },
                },
              },
              on: {
                refund: {
                  guard: { type: 'isOwed', params: ({ event }) => event },
                  target: '.deciding',
                  actions: { type: 'payBack', params: ({ event }) => event },
                },
              },
            },
            settled: { id: 'settled', type: 'final' },
          },
        },
        letters: {
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
                id: 'letter',
                src: 'notify',
                input: ({
                  context: { notices, customer, orderNumber = '', currency, totals, refundDueMinor },
                }) => ({
                  ...(notices[0] ?? { to: 'customer', about: 'created' }),
                  ...{ customer, orderNumber, currency, balanceMinor: totals.balanceMinor },
                  ...{ refundedMinor: totals.refundedMinor, dueMinor: refundDueMinor },
                }),
                onDone: { target: 'quiet', actions: 'told' },
                onError: { target: 'quiet', actions: 'giveUp' },
              },
              after: { letterDeadline: { target: 'quiet', actions: 'giveUp' } },
            },
            done: { type: 'final' },
          },
        },
      },
    },
    closed: { type: 'final' },
  },
});

/** The order as it might be next: a state renamed, one split, one removed, an actor and timers renamed, one new. */
export const definition = process({
  name: 'order',
  version: 2,
  title: { en: 'Order', zh: '订单' },
  ...order,
  machine,
  key: (context) => context.orderNumber,
  customer: (context) => context.customer,
  migrations: (from) => [
    from(v1, {
      states: {
        'open.fulfilment.awaitingPayment': 'open.fulfilment.unpaid',
        'open.fulfilment.packing': ({ lines }) =>
          lines.length > 1 ? 'open.fulfilment.picking' : 'open.fulfilment.wrapping',
        'open.fulfilment.shipping': 'open.fulfilment.wrapping',
        'open.fulfilment.approving.waiting': 'open.fulfilment.delivered',
        'open.fulfilment.returning.waiting': 'open.fulfilment.returning',
        'open.notices': 'open.letters',
      },
      context: ({ untold, ...same }, leaves) => ({
        ...same,
        unheard: untold,
        careful: leaves.includes('open.fulfilment.shipping.waiting'),
        ...(leaves.includes('open.fulfilment.approving.waiting') && { refundDueMinor: 0 }),
      }),
      timers: {
        'open.fulfilment.approving.waiting.approvalReminder': null,
        'open.fulfilment.approving.approvalDeadline': null,
        'open.fulfilment.shipping.waiting.shippingReminder':
          'open.fulfilment.wrapping.waiting.packingReminder',
        'open.fulfilment.shipping.shippingDeadline': 'open.fulfilment.wrapping.packingDeadline',
        'open.fulfilment.returning.waiting.returnReminder': null,
        'open.notices.telling.noticeDeadline': 'open.letters.telling.letterDeadline',
      },
      actors: { notice: 'letter' },
    }),
  ],
});
