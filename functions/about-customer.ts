import type { Customers } from '../adapters/ports/customers.ts';

/** A customer under every id that it has had, as lists and events ask for it. */
export interface AboutCustomer {
  /** The present id. */
  readonly customer: string;
  readonly alsoCustomers: readonly string[];
}

/** Whom this id stands for. Throws `StoreUnavailable`. */
export async function aboutCustomer(customers: Pick<Customers, 'idsOf'>, id: string): Promise<AboutCustomer> {
  const [customer = id, ...alsoCustomers] = await customers.idsOf(id);
  return { customer, alsoCustomers };
}
