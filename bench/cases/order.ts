import { totalsOf } from '../../machines/order/totals.ts';
import { definition } from '../../machines/order/v1.ts';
import type { Story } from './story.ts';

const lines = [
  {
    sku: 'CHAIR-OAK',
    description: 'Chair, oak, oiled',
    quantity: 2,
    unitPriceMinor: 10_000,
    taxBasisPoints: 1900,
  },
  { sku: 'CUSHION-BLUE', quantity: 2, unitPriceMinor: 2495, discountMinor: 490, taxBasisPoints: 1900 },
];
const shippingMinor = 590;
const { totalMinor } = totalsOf({ lines, totals: { shippingMinor } });

/** Who orders; the bench's customers know this id. */
export const CUSTOMER = 'q5w9k2m7x1c3v8b4n6z0d2f4g8';

/** The order's main story: paid, packed, shipped, delivered, confirmed, and the customer told at each turn. */
export const order: Story = {
  definition,
  input: { customer: CUSTOMER, currency: 'EUR', shippingMinor, lines },
  steps: [
    'result',
    { type: 'pay', amountMinor: totalMinor, reference: 'PAY-2026-000174' },
    'result',
    { type: 'pack' },
    { type: 'ship', carrier: 'ACME', tracking: '1Z-999-AA1-0123456784' },
    'result',
    { type: 'deliver' },
    'result',
    { type: 'confirm' },
  ],
};
