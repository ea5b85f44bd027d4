import type { RecordPage } from '../../../adapters/ports/records.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import type { CustomerSearch } from '../../../records/search.ts';
import type { Answer, Handlers } from '../answer.ts';
import { tidyNumber } from '../contact.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { invalidBody } from '../problem.ts';
import type { SearchRequest } from './inputs.ts';
import type { CustomerBody } from './outputs.ts';
import { toCustomer } from './present.ts';

/** Pages of customers. */
export function customerListHandlers(deps: ApiDeps): Handlers<'listCustomers' | 'searchCustomers'> {
  const { customers, declared } = deps;

  async function page(
    search: CustomerSearch,
    limit: number,
    cursor: string | undefined,
    where: 'query' | 'body',
  ) {
    // The store's own cursor knows what it belongs to; this only tells a mangled one.
    const inner = cursor === undefined ? undefined : fromCursor('customers', cursor, where);
    return shown(await customers.search(search, { limit, cursor: inner }), 'customers');
  }

  async function toSearch({
    limit,
    cursor,
    country,
    phone,
    field,
    ...rest
  }: SearchRequest): Promise<CustomerSearch> {
    if (field !== undefined) {
      const known = await declared.get(field.name);
      if (known?.of !== 'customer' || !known.searchable) {
        throw invalidBody('/field/name', 'is not a searchable field of customers');
      }
    }
    const { name, email, tag, account, owner, team } = rest;
    return {
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone: await tidyNumber(phone, country) }),
      ...(tag !== undefined && { tag }),
      ...(account !== undefined && { account }),
      ...(owner !== undefined && { owner }),
      ...(team !== undefined && { team }),
      ...(field !== undefined && { field }),
    };
  }

  return {
    async listCustomers({ query: { limit, cursor, ...filter } }) {
      const { owner, team, account, tag } = filter;
      const search = {
        ...(owner !== undefined && { owner }),
        ...(team !== undefined && { team }),
        ...(account !== undefined && { account }),
        ...(tag !== undefined && { tag }),
      };
      return page(search, limit, cursor, 'query');
    },

    async searchCustomers({ body }) {
      return page(await toSearch(body), body.limit, body.cursor, 'body');
    },
  };
}

/** A page as callers see it; its cursor is good for the same scope. */
export function shown(
  { items, cursor }: RecordPage<Customer>,
  scope: unknown,
): Answer<{ items: CustomerBody[]; cursor: string | null }> {
  const onward = cursor === undefined ? null : toCursor(scope, cursor);
  return { status: 200, body: { items: items.map(toCustomer), cursor: onward } };
}
