import { InstanceNotFound } from '../../../engine/errors.ts';
import type { ListQuery } from '../../../engine/ports.ts';
import type { Handlers } from '../answer.ts';
import type { Call } from '../call.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { toInstance, toTransition } from '../instance.ts';
import { invalidQuery } from '../problem.ts';

/** Pages: of instances, and of one instance's journal. */
export function listHandlers(deps: ApiDeps): Handlers<'listInstances' | 'readJournal'> {
  const { engine, definitions } = deps;
  return {
    async listInstances({ query }) {
      const filter = toFilter(deps, query);
      const inner = query.cursor === undefined ? undefined : fromCursor([filter, query.owner], query.cursor);
      // Nobody owns an instance yet.
      if (query.owner !== undefined) return { status: 200, body: { items: [], cursor: null } };
      const page = await deps.projection.list(filter, query.limit, inner);
      const entries = await deps.entries(page.items);
      const found = entries.filter((entry) => entry !== undefined);
      const items = await Promise.all(found.map((entry) => toInstance(definitions, entry)));
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

function toFilter({ definitions }: ApiDeps, query: Call<'listInstances'>['query']): ListQuery {
  const { process, status, state, key, customer, createdAfter, sort } = query;
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
    ...(customer === undefined ? {} : { customer }),
    ...(createdAfter === undefined ? {} : { createdAfter }),
  };
}
