import fc from 'fast-check';
import type { Status } from '../../engine/entry.ts';
import type { ListQuery, ProjectionItem } from '../../engine/ports.ts';

/** An item as the relay could write it. */
export function itemOf(changes: Partial<ProjectionItem> & { readonly instance: string }): ProjectionItem {
  return {
    process: 'order',
    version: 1,
    status: 'active',
    states: ['open'],
    createdAt: 1_760_000_000_000,
    updatedAt: 1_760_000_000_500,
    revision: 1,
    relayed: 1,
    mark: 'AbC-123_',
    ...changes,
  };
}

/** Items of every kind, some of the same age, some in parallel states. */
export function scattered(count: number): ProjectionItem[] {
  const leaves = [
    ['open'],
    ['paying.waiting'],
    ['paying.late'],
    ['payingOut'],
    ['a.x', 'b.y'],
    ['a.z', 'b.y'],
  ];
  const statuses: Status[] = ['active', 'active', 'done', 'failed', 'paused'];
  const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;
  return Array.from({ length: count }, (_, n) =>
    itemOf({
      instance: `i-${(n * 7919) % 1000}`,
      process: pick(['order', 'order', 'lead', 'case'], n * 5 + 1),
      status: pick(statuses, n * 3),
      states: pick(leaves, (n * n) % 11),
      createdAt: 1_760_000_000_000 + ((n * 31) % 40),
      ...(n % 3 > 0 && { key: `K-${n % 9}` }),
      ...(n % 4 > 0 && { customer: `c-${n % 7}` }),
      ...(n % 9 === 0 && { parked: { code: 'unexpected', at: 1_760_000_000_900, tries: 1 + (n % 3) } }),
    }),
  );
}

/** Queries over `scattered` items. */
export const anyQuery: fc.Arbitrary<ListQuery> = fc.record(
  {
    processes: fc.subarray(['order', 'lead', 'case', 'unknown']),
    status: fc.constantFrom<Status>('active', 'done', 'failed', 'cancelled'),
    state: fc.constantFrom('open', 'paying', 'paying.late', 'payingOut', 'a', 'b', 'b.y', 'nowhere'),
    key: fc.constantFrom('K-1', 'K-2', 'K-x'),
    customer: fc.constantFrom('c-1', 'c-2', 'c-x'),
    parked: fc.constant(true as const),
    createdAfter: fc.integer({ min: 1_759_999_999_998, max: 1_760_000_000_042 }),
    order: fc.constantFrom('oldest', 'newest'),
  },
  { requiredKeys: ['processes', 'order'] },
);

/** The law: filter all, sort by time and instance. */
export function plain(items: readonly ProjectionItem[], query: ListQuery): ProjectionItem[] {
  const sign = query.order === 'oldest' ? 1 : -1;
  return items
    .filter(
      (item) =>
        query.processes.includes(item.process) &&
        (query.status ?? item.status) === item.status &&
        (query.key ?? item.key) === item.key &&
        (query.customer ?? item.customer) === item.customer &&
        (query.parked === undefined || item.parked !== undefined) &&
        item.createdAt > (query.createdAfter ?? -1) &&
        item.states.some((leaf) => `${leaf}.`.startsWith(query.state === undefined ? '' : `${query.state}.`)),
    )
    .sort((a, b) => sign * (a.createdAt - b.createdAt || (a.instance < b.instance ? -1 : 1)));
}
