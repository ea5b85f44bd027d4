import type { Customers } from '../adapters/ports/customers.ts';
import type { PageQuery, RecordPage, Version, Way } from '../adapters/ports/records.ts';
import type { Timeline } from '../adapters/ports/timeline.ts';
import { type Facts, isSealed } from '../records/facts.ts';
import { type Comparison, comparisonsOf, type Filter, matches, necessary } from '../records/filter.ts';
import type { Customer } from '../records/kinds/customer.ts';

export interface MembersDeps {
  readonly customers: Pick<Customers, 'page'>;
  readonly timeline: Pick<Timeline, 'newest'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

type Wish = Pick<PageQuery<Customer>, 'limit' | 'cursor'>;
type Seen = Parameters<NonNullable<PageQuery<Customer>['test']>>[0];

/** The customers whom a segment's filter is true of now, newest first: a page, which may hold fewer than wanted. */
export async function membersOf(
  { customers, timeline, now }: MembersDeps,
  filter: Filter,
  wish: Wish,
): Promise<RecordPage<Customer>> {
  const test = testOf(filter, timeline, now());
  // What is sealed is opened for nobody who cannot belong to it, and for no filter that does not ask for it.
  const open = comparisonsOf(filter).some(({ field }) => isSealed(field));
  return customers.page({
    ...{ name: 'segment', within: necessary(filter).flatMap(waysOf), ...wish },
    ...(open ? { test } : { glance: (plain: Version<Partial<Customer>>) => test(plain as Seen) }),
  });
}

/** Whether the filter is true of this customer now. */
export function isMember({ timeline, now }: MembersDeps, filter: Filter, customer: Seen): Promise<boolean> {
  return testOf(filter, timeline, now())(customer);
}

function testOf(filter: Filter, timeline: Pick<Timeline, 'newest'>, now: number) {
  const fields = comparisonsOf(filter).map(({ field }) => field);
  const asksForActivity = fields.includes('lastActivityAt');
  return async ({ id, content, createdAt, at }: Seen): Promise<boolean> => {
    const facts: Facts = { customer: content, createdAt, updatedAt: at };
    if (!asksForActivity) return matches(filter, facts, now);
    const lastActivityAt = await timeline.newest([id, ...(content.merged ?? [])]);
    return matches(filter, { ...facts, lastActivityAt }, now);
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
