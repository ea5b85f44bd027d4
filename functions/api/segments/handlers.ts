import type { PageQuery, Way } from '../../../adapters/ports/records.ts';
import { type Facts, isSealed } from '../../../records/facts.ts';
import { type Comparison, comparisonsOf, type Filter, matches, necessary } from '../../../records/filter.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import { segmentKind } from '../../../records/kinds/segment.ts';
import type { Handlers } from '../answer.ts';
import { fromCursor } from '../cursor.ts';
import { shown } from '../customers/lists.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch } from '../problem.ts';

type Seen = Parameters<NonNullable<PageQuery<Customer>['test']>>[0];

/** The customers of a segment: found by the saved filter, whenever they are asked for. */
export function segmentHandlers(deps: ApiDeps): Handlers<'listSegmentCustomers'> {
  const { records, customers, timeline } = deps;

  function testOf(filter: Filter, now: number): (seen: Seen) => Promise<boolean> {
    const fields = comparisonsOf(filter).map(({ field }) => field);
    const asksForActivity = fields.includes('lastActivityAt');
    return async ({ id, content, createdAt, at }) => {
      const facts: Facts = { customer: content, createdAt, updatedAt: at };
      if (!asksForActivity) return matches(filter, facts, now);
      const lastActivityAt = await timeline.newest([id, ...(content.merged ?? [])]);
      return matches(filter, { ...facts, lastActivityAt }, now);
    };
  }

  return {
    async listSegmentCustomers({ path, query: { limit, cursor } }) {
      const segment = await records.of(segmentKind).get(path.segment);
      if (segment === undefined) throw noSuch('record-not-found', 'segment');
      const { filter } = segment.content;
      const scope = [path.segment, filter];
      const test = testOf(filter, deps.now());
      // What is sealed is opened for nobody who cannot belong to it, and for no filter that does not ask for it.
      const open = comparisonsOf(filter).some(({ field }) => isSealed(field));
      const page = await customers.page({
        name: 'segment',
        within: necessary(filter).flatMap(waysOf),
        limit,
        cursor: cursor === undefined ? undefined : fromCursor(scope, cursor),
        ...(open ? { test } : { glance: (plain) => test(plain as Seen) }),
      });
      return shown(page, scope);
    },
  };
}

/** Ids as they are made; only these are the same in an index and in a filter, which compares without case. */
const ID = /^[0-9a-z]+$/;
const KINDS: Readonly<Record<string, (id: string) => Way>> = {
  owner: (owner) => ({ owner }),
  team: (team) => ({ team }),
  account: (account) => ({ parent: `account/${account}` }),
};

/** A group of ways, one of which leads to everybody whom the comparison is true of; none where there is no index. */
function waysOf(comparison: Comparison): readonly (readonly Way[])[] {
  if ('has' in comparison && comparison.field === 'tags') return [[{ lookup: ['tag', comparison.has] }]];
  const wayTo = Object.hasOwn(KINDS, comparison.field) ? KINDS[comparison.field] : undefined;
  if (wayTo === undefined) return [];
  const values = 'is' in comparison ? [comparison.is] : 'in' in comparison ? comparison.in : [];
  const ids = values.filter((value) => typeof value === 'string' && ID.test(value)).map(String);
  return ids.length > 0 && ids.length === values.length ? [ids.map(wayTo)] : [];
}
