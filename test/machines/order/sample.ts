import type { Sample } from '../walk.ts';
import { chairs } from './orders.ts';

interface OrderContext {
  readonly outcome?: string;
  readonly refundDueMinor: number;
  readonly totals: { readonly paidMinor: number; readonly refundedMinor: number };
  readonly failedDeliveries: number;
  readonly notices: readonly unknown[];
}

const reason = { reason: 'because' };

/** What a walk through an order tries. */
export const sample: Sample = {
  inputs: [{ customer: 'c-1', currency: 'EUR', lines: [chairs], shippingMinor: 0 }],
  events: {
    'xstate.done.actor.verification': [
      { output: { accepted: true, reasons: [] } },
      { output: { accepted: false, reasons: [{ line: 0, code: 'price-not-positive' }] } },
    ],
    'xstate.done.actor.number': [{ output: 'ORD-1' }],
    pay: [{ amountMinor: 20_000 }, { amountMinor: 10_000 }],
    ship: [{ carrier: 'ACME', tracking: 'T-1' }],
    requestReturn: [{ articles: [{ line: 0, quantity: 2 }] }],
    grantRefund: [{ amountMinor: 10_000, ...reason }],
    refund: [{ amountMinor: 10_000 }],
  },
  essence: ({ outcome, refundDueMinor, totals, failedDeliveries, notices }: OrderContext) => [
    outcome,
    refundDueMinor,
    totals.paidMinor,
    totals.refundedMinor,
    failedDeliveries,
    notices.length,
  ],
  full: ({ notices }: OrderContext) => notices.length > 2,
};
