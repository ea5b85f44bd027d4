import type { Customer, CustomerContent } from '../records/kinds/customer.ts';
import { customerKind, isRedirect } from '../records/kinds/customer.ts';
import { isFound, lookupsOfSearch } from '../records/search.ts';
import { createMerging } from './merging.ts';
import type { Customers } from './ports/customers.ts';
import type { PageQuery, RecordPage, Records, Version, Way } from './ports/records.ts';

/** How many mergings an id is followed through; one survivor cannot have had as many. */
const MOST_HOPS = 100;

/** Customers among the records. `now` is the clock: epoch milliseconds. */
export function createCustomers(records: Records, now: () => number): Customers {
  const store = records.of(customerKind);
  const merging = createMerging(records, now);

  async function get(id: string): Promise<Version<Customer> | undefined> {
    let at = id;
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      const found = await store.get(at);
      if (found === undefined || isStanding(found)) return found;
      at = redirectOf(found);
    }
    return undefined;
  }

  async function page(query: PageQuery<Customer>): Promise<RecordPage<Customer>> {
    const { glance, test } = query;
    const found = await store.page({
      ...query,
      glance: async (plain) =>
        !('mergedInto' in plain.content) &&
        (glance === undefined || (await glance(plain as Version<Partial<Customer>>))),
      test: async (version) => isStanding(version) && (test === undefined || (await test(version))),
    });
    // The test has let pass no other.
    return found as RecordPage<Customer>;
  }

  return {
    get,
    page,
    at: (id, revision) => store.at(id, revision),
    mend: (id) => store.mend(id),
    async create(draft) {
      const { created, record } = await store.create(draft);
      return { created, record: record as Version<Customer> };
    },
    change: async (before, change) => (await store.change(before, change)) as Version<Customer> | undefined,
    search: (search, wish) =>
      page({
        ...wish,
        name: 'search',
        within: waysOf(search).map((way) => [way]),
        test: ({ content }) => isFound(search, content),
      }),
    async idsOf(id) {
      let at = id;
      for (let hops = 0; hops < MOST_HOPS; hops++) {
        const { content = {} } = (await store.glance(at)) ?? {};
        if (!('mergedInto' in content) || content.mergedInto === undefined) {
          return [at, ...('merged' in content ? (content.merged ?? []) : [])];
        }
        at = content.mergedInto;
      }
      return [id];
    },
    async merge(merge, who, revision) {
      const [survivor, duplicate] = await Promise.all([get(merge.survivor), get(merge.duplicate)]);
      if (survivor === undefined) return { refused: 'survivor-unknown' };
      if (duplicate === undefined) return { refused: 'duplicate-unknown' };
      return merging.merge({ ...merge, survivor: survivor.id }, who, revision);
    },
    settle: merging.settle,
  };
}

function waysOf(search: Parameters<typeof isFound>[0]): readonly Way[] {
  const { owner, team, account } = search;
  return [
    ...lookupsOfSearch(search).map((lookup) => ({ lookup })),
    ...(owner === undefined ? [] : [{ owner }]),
    ...(team === undefined ? [] : [{ team }]),
    ...(account === undefined ? [] : [{ parent: `account/${account}` }]),
  ];
}

function isStanding(version: Version<CustomerContent>): version is Version<Customer> {
  return !isRedirect(version.content);
}

function redirectOf({ content }: Version<CustomerContent>): string {
  return isRedirect(content) ? content.mergedInto : '';
}
