import { definition } from '../../../machines/order/v1.ts';
import { rehearse } from '../../kit/rehearse.ts';

export const chairs = { sku: 'CHAIR', quantity: 2, unitPriceMinor: 10_000 };

/** An order in memory, from its submission. The customer is told whatever there is to tell. */
export function submit(input: Record<string, unknown> = {}) {
  const order = rehearse(definition, { customer: 'c-1', currency: 'EUR', lines: [chairs], ...input });
  const told: string[] = [];
  return {
    ...order,
    told,
    get head() {
      return order.head;
    },
    get view() {
      return order.view;
    },
    /** The state of the fulfilment, or the final state. */
    get place() {
      const state = order.view.state as { open?: { fulfilment: unknown } } | string;
      const inner = typeof state === 'string' ? state : state.open?.fulfilment;
      return typeof inner === 'string' ? inner : Object.keys(inner as object)[0];
    },
    get context() {
      return order.view.context as Record<string, never> & {
        totals: Record<'totalMinor' | 'paidMinor' | 'refundedMinor' | 'balanceMinor', number>;
        refundDueMinor: number;
      };
    },
    /** Delivers every notice that waits. */
    tell() {
      while (order.head.status === 'active' && order.awaits.includes('notify')) {
        const { notices } = order.view.context as { notices: { to: string; about: string }[] };
        told.push(`${notices[0]?.about} → ${notices[0]?.to}`);
        order.succeed('notice');
      }
    },
    /** Sends events one after the other. */
    go(...events: Parameters<typeof order.send>[0][]) {
      for (const event of events) order.send(event);
    },
  };
}

export const pay = (amountMinor = 20_000) => ({ type: 'pay', amountMinor, reference: 'PAY-1' });
export const refund = (amountMinor: number) => ({ type: 'refund', amountMinor, reference: 'REF-1' });
export const approve = { type: 'approveRefund' };
export const because = (type: string) => ({ type, reason: 'because' });
export const pack = { type: 'pack' };
export const ship = { type: 'ship', carrier: 'ACME', tracking: 'T-1' };
export const deliver = { type: 'deliver' };
export const confirm = { type: 'confirm' };
