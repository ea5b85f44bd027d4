import { definition } from '../../../machines/order/v1.ts';
import type { Specimen } from './specimen.ts';

const day = 24 * 60 * 60 * 1000;
const lines = [
  { sku: 'cup', quantity: 2, unitPriceMinor: 250 },
  { sku: 'pot', quantity: 1, unitPriceMinor: 400, discountMinor: 100, taxBasisPoints: 1900 },
];
const amounts = [100, 400, 457, 857];
const reason = 'because';

/** The order process: 857 to be paid, or nothing, or a line that is not acceptable. */
export const orders: Specimen = {
  definition,
  inputs: [
    ...Array.from({ length: 5 }, () => ({ customer: 'c-1', currency: 'EUR', lines })),
    {
      customer: 'c-2',
      currency: 'JPY',
      lines: [{ sku: 'gift', quantity: 1, unitPriceMinor: 5, discountMinor: 5 }],
    },
    { customer: 'c-3', currency: 'EUR', lines: [...lines, { sku: 'air', quantity: 0, unitPriceMinor: -1 }] },
  ],
  events: [
    ...amounts.map((amountMinor) => ({ type: 'pay', amountMinor, reference: 'p' })),
    { type: 'paymentFailed', reason },
    { type: 'pack' },
    { type: 'packFailed', reason },
    { type: 'ship', carrier: 'DHL', tracking: '1' },
    { type: 'shipFailed', reason },
    { type: 'deliver' },
    { type: 'deliverFailed', reason },
    { type: 'confirm' },
    { type: 'cancel', reason },
    { type: 'requestReturn', articles: [{ line: 0, quantity: 1 }] },
    {
      type: 'requestReturn',
      articles: [
        { line: 0, quantity: 2 },
        { line: 1, quantity: 1 },
      ],
    },
    { type: 'returnReceived' },
    { type: 'returnRefused', reason },
    ...amounts.map((amountMinor) => ({ type: 'grantRefund', amountMinor, reason })),
    { type: 'approveRefund' },
    { type: 'declineRefund', reason },
    ...amounts.map((amountMinor) => ({ type: 'refund', amountMinor, reference: 'r' })),
    { type: 'refundFailed', reason },
  ],
  moves: [0, 1000, day, 2 * day, 5 * day, 15 * day, 31 * day],
  outputs: { notify: [{}] },
  guarded: true,
};
