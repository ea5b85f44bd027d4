import type { Version } from '../../../adapters/ports/records.ts';
import type { Who } from '../../../engine/entry.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import { aboutCustomer } from '../../about-customer.ts';
import type { ApiDeps } from '../deps.ts';

/** Whoever has the link: it was sent to the customer. */
const WHO: Who = { kind: 'caller', id: 'unsubscribe-link' };
const REASON = 'unsubscribed';

/**
 * Withdraws a customer's consent for a channel, and tells the instances that wait for it; once, however often it is asked
 * for. Nothing where there is no such customer any more. Throws `StoreUnavailable`: then it may be asked for again.
 */
export async function unsubscribe(
  { customers, tell, now, newId }: Pick<ApiDeps, 'customers' | 'tell' | 'now' | 'newId'>,
  id: string,
  channel: string,
): Promise<void> {
  let customer: Version<Customer> | undefined;
  for (;;) {
    customer = await customers.get(id);
    if (customer === undefined || customer.content.consent[channel]?.given === false) break;
    const at = now();
    const consent = { ...customer.content.consent, [channel]: { given: false, at } };
    const content = { ...customer.content, consent };
    if (await customers.change(customer, { content, who: WHO, at, reason: REASON })) break;
  }
  if (customer === undefined) return;
  await tell({
    event: { type: 'unsubscribed', channel },
    about: await aboutCustomer(customers, customer.id),
    ...{ cause: newId(), who: WHO },
  });
}
