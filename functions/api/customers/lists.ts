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
  const { customers } = deps;

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
      return page(await toSearch(deps, body), body.limit, body.cursor, 'body');
    },
  };
}

/** What a request looks for, in the forms that are kept. Throws a `Refusal` that blames the field of the body. */
export async function toSearch(
  { declared }: Pick<ApiDeps, 'declared'>,
  request: Omit<SearchRequest, 'limit' | 'cursor'>,
): Promise<CustomerSearch> {
  const { name, email, tag, account, owner, team, phone, country, field } = request;
  if (field !== undefined) {
    const known = await declared.get(field.name);
    if (known?.of !== 'customer' || !known.searchable) {
      throw invalidBody('/field/name', 'is not a searchable field of customers');
    }
  }
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

/** A page as callers see it; its cursor is good for the same scope. */
export function shown(
  { items, cursor }: RecordPage<Customer>,
  scope: unknown,
): Answer<{ items: CustomerBody[]; cursor: string | null }> {
  const onward = cursor === undefined ? null : toCursor(scope, cursor);
  return { status: 200, body: { items: items.map(toCustomer), cursor: onward } };
}
