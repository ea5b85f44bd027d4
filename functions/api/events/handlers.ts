import type { Correlation } from '../../../engine/correlate.ts';
import { derivedId } from '../../../engine/ids.ts';
import type { Handlers } from '../answer.ts';
import type { Call } from '../call.ts';
import type { ApiDeps } from '../deps.ts';
import { checkProcess } from '../known-process.ts';

/** Events for whoever waits for them, and for the rules. */
export function eventHandlers({ tell, customers, definitions, newId }: ApiDeps): Handlers<'postEvent'> {
  return {
    async postEvent({ body, key, who }) {
      // A key belongs to one caller and one thing.
      const about = await aboutOf(body, customers);
      const cause =
        key === undefined
          ? newId()
          : derivedId(who, 'event', body.type, about.key ?? `customer ${about.customer}`, key);
      const { type, process, payload } = body;
      if (process !== undefined) checkProcess(definitions, process);
      const event = { ...payload, type };
      const told = await tell({
        ...{ event, who, about, cause },
        ...(key === undefined ? {} : { id: key }),
        ...(process === undefined ? {} : { process }),
      });
      const items = told.map((one) => ({
        ...{ instance: one.instance, process: one.process },
        started: one.started === true,
        revision: 'revision' in one ? one.revision : null,
        problem: 'refusal' in one ? { code: one.refusal.code, detail: one.refusal.message } : null,
      }));
      return { status: 200, body: { items } };
    },
  };
}

/** A customer is found under every id that it has had. */
async function aboutOf(
  { key, customer = '' }: Call<'postEvent'>['body'],
  customers: ApiDeps['customers'],
): Promise<Correlation['about']> {
  if (key !== undefined) return { key };
  const [own = customer, ...alsoCustomers] = await customers.idsOf(customer);
  return { customer: own, alsoCustomers };
}
