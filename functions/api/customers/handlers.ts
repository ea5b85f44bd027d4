import type { Version } from '../../../adapters/ports/records.ts';
import { derivedId } from '../../../engine/ids.ts';
import { type Customer, isRedirect } from '../../../records/kinds/customer.ts';
import type { Answer, Handlers } from '../answer.ts';
import { changeRecord, checkSame } from '../changing.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch } from '../problem.ts';
import { changed, fromRequest } from './content.ts';
import { merged } from './merged.ts';
import type { CustomerBody } from './outputs.ts';
import { toCustomer } from './present.ts';

/** Creating, reading and changing customers. */
export function customerHandlers(
  deps: ApiDeps,
): Handlers<'createCustomer' | 'getCustomer' | 'changeCustomer' | 'getCustomerRevision'> {
  const { customers } = deps;

  async function found(id: string): Promise<Version<Customer>> {
    const customer = await customers.get(id);
    if (customer === undefined) throw noSuch('customer-not-found', 'customer');
    return customer;
  }

  return {
    async createCustomer({ body, key, who, prefix }) {
      // The key decides the id, so that a repeated request meets the customer that the first one made.
      const id = key === undefined ? deps.newId() : derivedId(who, 'customer', key);
      const at = deps.now();
      const content = await fromRequest(deps, body, at);
      const { created, record } = await customers.create({ id, content, who, at });
      if (!created) checkSame(await fromRequest(deps, body, record.createdAt), record.content);
      const location = `${prefix}/customers/${id}`;
      return { status: 201, body: toCustomer(record), headers: { ...tagOf(record), location } };
    },

    async getCustomer({ path, prefix }) {
      return show(await found(path.customer), path.customer, prefix);
    },

    async changeCustomer({ path, body, revision = 0, who, prefix }) {
      const customer = await changeRecord(
        {
          ...{ who, revision, now: deps.now() },
          async read() {
            const customer = await found(path.customer);
            if (customer.id !== path.customer) throw merged(customer.id, prefix);
            return customer;
          },
          at: async (before) => (await customers.at(path.customer, before)) as Version<Customer> | undefined,
          change: customers.change,
          mend: () => customers.mend(path.customer),
        },
        (before, at) => changed(deps, before.content, body, at),
      );
      return show(customer, customer.id, prefix);
    },

    async getCustomerRevision({ path, prefix }) {
      const { customer: id, revision } = path;
      const version = await customers.at(id, revision);
      if (version === undefined) {
        await found(id);
        throw noSuch('revision-not-found', 'revision');
      }
      if (isRedirect(version.content)) throw merged(version.content.mergedInto, prefix);
      return { status: 200, body: toCustomer(version as Version<Customer>), headers: tagOf(version) };
    },
  };
}

/** A customer that was asked for under an id; where that is an old one, the header says under which it stands. */
export function show(customer: Version<Customer>, id: string, prefix: string): Answer<CustomerBody> {
  const headers: Record<string, string> = { ...tagOf(customer) };
  if (id !== customer.id) headers['content-location'] = `${prefix}/customers/${customer.id}`;
  return { status: 200, body: toCustomer(customer), headers };
}

export function tagOf({ revision }: { readonly revision: number }): { etag: string } {
  return { etag: `"${revision}"` };
}
