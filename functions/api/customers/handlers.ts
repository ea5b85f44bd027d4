import { hash } from 'node:crypto';
import type { Customer } from '../../../adapters/ports.ts';
import { toId } from '../../../engine/ids.ts';
import type { Answer, Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch, Refusal } from '../problem.ts';
import { rfc3339 } from '../rfc3339.ts';
import type { CustomerBody } from './outputs.ts';

/** Creating and reading customers. */
export function customerHandlers(deps: ApiDeps): Handlers<'createCustomer' | 'getCustomer'> {
  return {
    async createCustomer({ body, key, who, prefix }) {
      // The key decides the id, so that a repeated request meets the customer that the first one made.
      const id = key === undefined ? deps.newId() : idOf(who.id, key);
      const customer: Customer = { customer: id, ...body, createdAt: deps.now() };
      const { created, existing } = await deps.customers.create(customer);
      if (created) return show(customer, prefix);
      if (existing === undefined || !same(customer, existing)) {
        throw new Refusal('key-reused', 'This idempotency key was used before with another body.');
      }
      return show(existing, prefix);
    },

    async getCustomer({ path }) {
      const customer = await deps.customers.get(path.customer);
      if (customer === undefined) throw noSuch('customer-not-found', 'customer');
      return { status: 200, body: toCustomer(customer) };
    },
  };
}

function show(customer: Customer, prefix: string): Answer<CustomerBody> {
  return {
    status: 201,
    body: toCustomer(customer),
    headers: { location: `${prefix}/customers/${customer.customer}` },
  };
}

function toCustomer({ customer, name, email, language, createdAt }: Customer): CustomerBody {
  return { customer, name, email, language, createdAt: rfc3339(createdAt) };
}

function same(a: Customer, b: Customer): boolean {
  return a.name === b.name && a.email === b.email && a.language === b.language;
}

function idOf(caller: string, key: string): string {
  return toId(hash('sha256', JSON.stringify(['customer', caller, key]), 'buffer'));
}
