import type { Customers } from '../../adapters/ports/customers.ts';
import { SYSTEM } from '../../engine/commit.ts';
import { isNotWaiting } from '../../engine/correlate.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Performer } from '../../engine/perform.ts';
import type { Projection } from '../../engine/ports.ts';
import type { Customer } from '../../records/kinds/customer.ts';

export interface LeadPerformerDeps {
  readonly engine: Pick<Engine, 'head' | 'send'>;
  readonly projection: Pick<Projection, 'list'>;
  readonly customers: Pick<Customers, 'get' | 'search'>;
}

interface Lead {
  readonly createdAt: number;
  readonly instance: string;
}

/** Customers who share a mail or a phone, and leads of all of them, that are looked at. */
const MOST = 50;

/** What leads want done, by the name of the effect. */
export function createLeadPerformers(deps: LeadPerformerDeps): Record<string, Performer> {
  return {
    /**
     * The earliest lead that is active and began before this one: of the same customer, under any id, or of one who has
     * the same mail or phone. Lists lag by moments, so of two leads that come in at once both may go on.
     */
    findDuplicates: async ({ customer }: { customer: string }, { instance }) => {
      const { createdAt } = await deps.engine.head(instance);
      const [own = customer, ...alsoCustomers] = await samePerson(deps, customer);
      const query = {
        processes: ['lead'],
        customer: own,
        alsoCustomers,
        status: 'active',
        order: 'oldest',
      } as const;
      const { items } = await deps.projection.list(query, MOST);
      const [earliest] = items.filter((one) => isBefore(one, { createdAt, instance }));
      return earliest === undefined ? {} : { earlier: earliest.instance };
    },

    /** Tells an earlier lead that the same person came in again, once; `taken` is false where it does not take that. */
    touchLead: async ({ lead, ...touch }: { lead: string; source: string; interest?: string }, { key }) => {
      try {
        await deps.engine.send({
          instance: lead,
          event: { type: 'touched', ...touch },
          id: key,
          who: SYSTEM,
        });
        return { taken: true };
      } catch (error) {
        if (isNotWaiting(error)) return { taken: false };
        throw error;
      }
    },
  };
}

/** Every id of the customer and of those who have the same mail or phone. */
async function samePerson({ customers }: LeadPerformerDeps, id: string): Promise<readonly string[]> {
  const found = await customers.get(id);
  if (found === undefined) return [id];
  const { email, phone } = found.content;
  const searches = [...(email === undefined ? [] : [{ email }]), ...(phone === undefined ? [] : [{ phone }])];
  const pages = await Promise.all(searches.map((search) => customers.search(search, { limit: MOST })));
  const all = [found, ...pages.flatMap(({ items }) => items)];
  return [...new Set(all.flatMap(idsOf))];
}

function idsOf({ id, content }: { id: string; content: Customer }): string[] {
  return [id, ...(content.merged ?? [])];
}

function isBefore(a: Lead, b: Lead): boolean {
  return a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.instance < b.instance);
}
