import type { Consent, Customer } from '../../../records/kinds/customer.ts';
import { tidyContact } from '../contact.ts';
import { withFields } from '../custom-fields.ts';
import type { ApiDeps } from '../deps.ts';
import { checkReferences } from '../references.ts';
import type { CustomerChange, CustomerRequest } from './inputs.ts';

type Deps = Pick<ApiDeps, 'records' | 'declared'>;

/** A customer as a request describes one. Throws a `Refusal` for what names nothing, or is no phone number. */
export function fromRequest(deps: Deps, body: CustomerRequest, at: number): Promise<Customer> {
  const { name, language, tags } = body;
  const empty: Customer = { name, language, tags, consent: {}, fields: {} };
  return changed(deps, empty, body, at);
}

/**
 * A customer after a change: what is absent stays, null takes away; a consent that is said again keeps its moment. Throws
 * a `Refusal` for what names nothing, or is no phone number.
 */
export async function changed(
  deps: Deps,
  before: Customer,
  body: CustomerChange,
  at: number,
): Promise<Customer> {
  const { owner, team, account } = body;
  await checkReferences(deps, { owner, team, account });
  const address = body.address === undefined ? before.address : body.address;
  const contact = await tidyContact(body, address);
  const { consent, fields, ...simple } = { ...body, ...contact };
  const custom = fields === undefined ? {} : await withFields(deps, 'customer', before, fields);
  const { fields: _, personalFields, searchable, ...rest } = before;
  return present({
    ...rest,
    ...simple,
    ...(fields === undefined ? { fields: before.fields, personalFields, searchable } : custom),
    consent: consent === undefined ? before.consent : consents(before.consent, consent, at),
  });
}

function consents(
  before: Customer['consent'],
  wanted: Readonly<Record<string, boolean | null | undefined>>,
  at: number,
): Customer['consent'] {
  const all = new Map<string, Consent>(Object.entries(before));
  for (const [channel, given] of Object.entries(wanted)) {
    if (given === null) all.delete(channel);
    else if (given !== undefined && all.get(channel)?.given !== given) all.set(channel, { given, at });
  }
  return Object.fromEntries(all);
}

/** Without what was taken away. */
function present(fields: Readonly<Record<string, unknown>>): Customer {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(there) as unknown as Customer;
}
