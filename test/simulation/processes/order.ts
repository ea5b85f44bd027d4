import type { Sent } from '../../../engine/incoming.ts';
import { definition } from '../../../machines/order/v1.ts';
import type { Random } from '../random.ts';
import { anyCustomer } from './customers.ts';
import type { Script } from './script.ts';

interface Context {
  readonly totals: { readonly balanceMinor: number };
  readonly refundDueMinor: number;
}

const reason = 'changed-mind';

/** What happens to an order in each state of its fulfilment, and how often beside the others. */
const stages: Readonly<
  Record<string, (random: Random, context: Context, nonce: number) => Sent | undefined>
> = {
  awaitingPayment(random, { totals: { balanceMinor } }, nonce) {
    const part = Math.max(1, Math.floor(balanceMinor * random.next() * 0.3));
    return random.pick<Sent | undefined>([
      { type: 'pay', amountMinor: balanceMinor, reference: `r-${nonce}` },
      { type: 'pay', amountMinor: part, reference: `r-${nonce}` },
      { type: 'pay', amountMinor: part, reference: `r-${nonce}` },
      { type: 'paymentFailed', reason },
      random.chance(0.1) ? { type: 'cancel', reason } : undefined,
    ]);
  },
  packing: (random) =>
    random.pick<Sent | undefined>([
      { type: 'pack' },
      { type: 'pack' },
      random.chance(0.2) ? { type: random.pick(['packFailed', 'cancel']), reason } : undefined,
    ]),
  shipping: (random, _, nonce) =>
    random.pick<Sent | undefined>([
      { type: 'ship', carrier: 'DHL', tracking: `t-${nonce}` },
      { type: 'shipFailed', reason },
      undefined,
    ]),
  delivering: (random) =>
    random.pick<Sent | undefined>([{ type: 'deliver' }, { type: 'deliverFailed', reason }, undefined]),
  delivered: (random) =>
    random.pick<Sent | undefined>([
      random.chance(0.4) ? { type: 'confirm' } : undefined,
      { type: 'requestReturn', articles: [{ line: 0, quantity: 1 }] },
      { type: 'grantRefund', amountMinor: random.whole(1, 50), reason },
      { type: 'grantRefund', amountMinor: random.whole(1, 50), reason },
    ]),
  approving: (random) =>
    random.pick<Sent | undefined>([{ type: 'approveRefund' }, { type: 'declineRefund', reason }, undefined]),
  returning: (random) =>
    random.pick<Sent | undefined>([{ type: 'returnReceived' }, { type: 'returnRefused', reason }, undefined]),
  refunding(random, { refundDueMinor }, nonce) {
    const amountMinor = random.chance(0.5) ? refundDueMinor : Math.max(1, Math.floor(refundDueMinor / 3));
    return random.pick<Sent | undefined>([
      { type: 'refund', amountMinor, reference: `r-${nonce}` },
      { type: 'refundFailed', reason },
      undefined,
    ]);
  },
};

/** The order, as customers, warehouse and finance live through it. */
export const order: Script = {
  definition,
  input: (random, nonce) => ({
    customer: anyCustomer(random),
    opportunity: `o-${nonce}`,
    currency: 'EUR',
    lines: Array.from({ length: random.whole(1, 3) }, (_, line) => ({
      sku: `A-${line}`,
      quantity: random.chance(0.03) ? 0 : random.whole(1, 4),
      unitPriceMinor: random.whole(100, 9000),
    })),
    shippingMinor: 490,
  }),
  aside: (_, nonce) => ({ type: 'pay', amountMinor: 1, reference: `r-${nonce}` }),
  next(random, { value, context }, nonce) {
    const open = (value as { open?: { fulfilment: unknown } }).open;
    if (open === undefined) return undefined;
    const { fulfilment } = open;
    const stage = typeof fulfilment === 'string' ? fulfilment : Object.keys(fulfilment as object)[0];
    return stages[stage ?? '']?.(random, context as unknown as Context, nonce);
  },
  form: (_, type) => (type === 'pack' || type === 'approveRefund' ? { type } : { type, reason }),
  settings: (random) => ({
    paymentReminder: { hours: random.whole(20, 90) },
    ...(random.chance(0.5) && { paymentDeadline: { hours: random.whole(40, 400) } }),
    ...(random.chance(0.5) && { packingDeadline: { hours: random.whole(10, 200) } }),
    ...(random.chance(0.5) && { returnWindow: { hours: random.whole(1, 300) } }),
    ...(random.chance(0.3) && { approvalReminder: { hours: random.whole(10, 50) } }),
  }),
  answers: { notify: () => ({}) },
};
