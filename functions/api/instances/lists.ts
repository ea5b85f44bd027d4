import type { Entry } from '../../../engine/entry.ts';
import { InstanceNotFound } from '../../../engine/errors.ts';
import type { ListQuery, ProjectionItem } from '../../../engine/ports.ts';
import { aboutCustomer } from '../../about-customer.ts';
import type { Handlers } from '../answer.ts';
import type { Call } from '../call.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { invalidQuery } from '../problem.ts';
import type { InstanceBody } from './outputs.ts';
import { toInstance, toStranger, toTransition } from './present.ts';

/** Pages: of instances, and of one instance's journal. */
export function listHandlers(deps: ApiDeps): Handlers<'listInstances' | 'readJournal'> {
  const { engine, definitions } = deps;

  /** One that cannot be shown whole, its definition being missing or of no help, holds back no page. */
  async function show(entry: Entry, item: ProjectionItem): Promise<InstanceBody> {
    try {
      return await toInstance(definitions, entry, item.parked);
    } catch {
      return toStranger(entry, item);
    }
  }

  return {
    async listInstances({ query }) {
      const filter = await toFilter(deps, query);
      const inner = query.cursor === undefined ? undefined : fromCursor([filter, query.owner], query.cursor);
      // Nobody owns an instance yet.
      if (query.owner !== undefined) return { status: 200, body: { items: [], cursor: null } };
      const page = await deps.projection.list(filter, query.limit, inner);
      const entries = await deps.entries(page.items);
      const found = page.items.flatMap((item, place) => {
        const entry = entries[place];
        return entry === undefined ? [] : [{ item, entry }];
      });
      const items = await Promise.all(found.map(({ item, entry }) => show(entry, item)));
      const cursor = page.cursor === undefined ? null : toCursor([filter, query.owner], page.cursor);
      return { status: 200, body: { items, cursor } };
    },

    async readJournal({ path: { instance }, query }) {
      const from = query.cursor === undefined ? 1 : Number(fromCursor(instance, query.cursor));
      // One more than asked for tells whether there is another page.
      const entries = await engine.journal(instance, from, query.limit + 1);
      if (entries.length === 0 && from === 1) throw new InstanceNotFound(instance);
      const shown = entries.slice(0, query.limit);
      const items = await Promise.all(shown.map((entry) => toTransition(definitions, entry)));
      const more = entries.length > query.limit;
      return {
        status: 200,
        body: { items, cursor: more ? toCursor(instance, String(from + query.limit)) : null },
      };
    },
  };
}

async function toFilter(
  { definitions, customers }: ApiDeps,
  query: Call<'listInstances'>['query'],
): Promise<ListQuery> {
  const { process, status, state, key, customer, parked, createdAfter, sort } = query;
  const known = definitions.list().map((one) => one.process);
  if (process !== undefined && !known.includes(process)) {
    throw invalidQuery('process', 'is not a process here');
  }
  return {
    processes: process === undefined ? known : [process],
    order: sort === 'createdAt' ? 'oldest' : 'newest',
    ...(status === undefined ? {} : { status }),
    ...(state === undefined ? {} : { state }),
    ...(key === undefined ? {} : { key }),
    ...(customer !== undefined && (await aboutCustomer(customers, customer))),
    ...(parked === undefined ? {} : { parked: true }),
    ...(createdAfter === undefined ? {} : { createdAfter }),
  };
}
