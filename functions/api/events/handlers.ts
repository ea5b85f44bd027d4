import type { Correlation } from '../../../engine/correlate.ts';
import { derivedId } from '../../../engine/ids.ts';
import { aboutCustomer } from '../../about-customer.ts';
import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { checkProcess } from '../known-process.ts';

/** Events for whoever waits for them, and for the rules. */
export function eventHandlers({ tell, customers, definitions, newId }: ApiDeps): Handlers<'postEvent'> {
  return {
    async postEvent({ body, key, who }) {
      const { type, process, payload, customer = '' } = body;
      if (process !== undefined) checkProcess(definitions, process);
      const about: Correlation['about'] =
        body.key === undefined ? await aboutCustomer(customers, customer) : { key: body.key };
      // A key belongs to one caller and one thing.
      const thing = about.key ?? `customer ${about.customer}`;
      const cause = key === undefined ? newId() : derivedId(who, 'event', type, thing, key);
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
