import type { Customers } from '../adapters/ports/customers.ts';
import type { Version } from '../adapters/ports/records.ts';
import { aboutCustomer } from './about-customer.ts';
import type { Tell } from './enrolment/tell.ts';

const CUSTOMER = 'customer/';

/**
 * What a change of a record is to processes: an event such as `customer.changed`, `note.created` or
 * `attachment.removed` for every instance of that customer that waits for it, and for the rules, under an id of its
 * own, so that each takes it once. Records that are no customer's are nobody's event, nor is what Baton itself wrote: a
 * process would be moved by its own letters.
 */
export async function tellWhoWaits(
  { kind, id, revision, subject, changed, removed, at, who }: Version,
  tell: Tell,
  customers: Pick<Customers, 'idsOf'>,
): Promise<void> {
  if (!subject.startsWith(CUSTOMER) || who.kind === 'system') return;
  const what = removed ? 'removed' : revision === 1 ? 'created' : 'changed';
  const cause = `${kind}/${id}/${revision}`;
  await tell({
    event: { type: `${kind}.${what}`, record: id, revision, changed: [...changed] },
    about: await aboutCustomer(customers, subject.slice(CUSTOMER.length)),
    ...{ id: cause, cause, at, running: true },
    who,
  });
}
