import type { CompanyOptions } from '../../kit/company.ts';
import { createCompany } from '../../kit/create-company.ts';
import type { Instance } from '../../kit/instance.ts';
import { chairs, deliver, pack, pay, ship } from './orders.ts';

/** What of an order's context the stories look at. */
export interface OrderContext {
  readonly refundDueMinor: number;
  readonly untold: number;
  readonly totals: Readonly<Record<'paidMinor' | 'refundedMinor' | 'balanceMinor', number>>;
}

export const STAFF = {
  ann: ['packer'],
  bob: ['packer'],
  cyd: ['packer'],
  fay: ['approver'],
  gus: ['approver'],
};

/** A shop with one customer, who orders two chairs at a time. */
export async function openShop(options: CompanyOptions = {}) {
  const company = await createCompany({ staff: STAFF, ...options });
  const customer = await company.customer({ name: '李雷', email: 'li@example.org', language: 'zh' });

  async function order(...events: Parameters<Instance['send']>[0][]): Promise<Instance<OrderContext>> {
    const input = { customer: customer.id, currency: 'EUR', lines: [chairs] };
    const started = await company.start<OrderContext>('order', input);
    for (const event of events) await started.send(event);
    return started;
  }

  return {
    company,
    customer,
    order,
    paid: () => order(pay()),
    delivered: () => order(pay(), pack, ship, deliver),
    /** What letters were about, in order. */
    letters: () => company.mails.map(({ template }) => template?.slice('order-'.length)),
  };
}
