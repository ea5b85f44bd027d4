import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Status } from '../../engine/entry.ts';
import {
  DUE_SHARDS,
  type ListPage,
  type ListQuery,
  type Projection,
  type ProjectionItem,
} from '../../engine/ports.ts';

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
    ...changes,
  };
}

const everything: ListQuery = { processes: ['order', 'lead', 'case'], order: 'oldest' };

/** What every projection does. `open` gives an empty one. */
export function projectionContract(
  name: string,
  open: () => Promise<{ readonly projection: Projection; close(): Promise<void> }>,
): void {
  describe(`the projection contract: ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let projection: Projection;
    beforeAll(async () => {
      opened = await open();
      projection = opened.projection;
    });
    afterAll(() => opened.close());

    test('gives back an item as it was put, with and without its optional fields', async () => {
      const bare = itemOf({ instance: 'bare', states: [] });
      const full = itemOf({
        instance: 'full',
        key: 'ORD-1',
        customer: 'c-1',
        states: ['a.b', 'c'],
        due: 1_760_000_001_000,
      });
      for (const item of [bare, full]) {
        expect(await projection.put(item, undefined)).toBe(true);
        expect(await projection.get(item.instance)).toStrictEqual(item);
      }
      expect(await projection.get('none')).toBeUndefined();
    });

    test('is only written over what its writer has seen', async () => {
      const first = itemOf({ instance: 'over', relayed: 1 });
      const second = itemOf({ instance: 'over', revision: 2, relayed: 2 });
      expect(await projection.put(second, 1)).toBe(false);
      expect(await projection.put(first, undefined)).toBe(true);
      expect(await projection.put(second, undefined)).toBe(false);
      expect(await projection.put(second, 7)).toBe(false);
      expect(await projection.get('over')).toStrictEqual(first);
      expect(await projection.put(second, 1)).toBe(true);
      expect(await projection.get('over')).toStrictEqual(second);
    });

    test('the same put again finds its own work', async () => {
      const item = itemOf({ instance: 'again', relayed: 3 });
      expect(await projection.put(item, undefined)).toBe(true);
      expect(await projection.put(item, undefined)).toBe(true);
    });

    test('of many writers over the same, one succeeds', async () => {
      await projection.put(itemOf({ instance: 'race' }), undefined);
      const writers = Array.from({ length: 12 }, (_, n) =>
        itemOf({ instance: 'race', relayed: 2, updatedAt: n }),
      );
      const written = await Promise.all(writers.map((item) => projection.put(item, 1)));
      expect(written.filter(Boolean)).toHaveLength(1);
      expect(await projection.get('race')).toStrictEqual(writers[written.indexOf(true)]);
    });

    test('postpone moves or clears what is due, at its revision only, and creates nothing', async () => {
      const item = itemOf({ instance: 'later', revision: 4, due: 5000 });
      await projection.put(item, undefined);
      expect(await projection.postpone('later', 3, 9000)).toBe(false);
      expect(await projection.get('later')).toStrictEqual(item);
      expect(await projection.postpone('later', 4, 9000)).toBe(true);
      expect(await projection.get('later')).toStrictEqual({ ...item, due: 9000 });
      expect(await projection.postpone('later', 4, undefined)).toBe(true);
      const { due: _, ...cleared } = item;
      expect(await projection.get('later')).toStrictEqual(cleared);
      expect(await projection.postpone('nobody', 1, 9000)).toBe(false);
      expect(await projection.get('nobody')).toBeUndefined();
    });

    test('remove removes, and does not mind what is not there', async () => {
      await projection.put(itemOf({ instance: 'gone', key: 'gone' }), undefined);
      await projection.remove('gone');
      await projection.remove('gone');
      expect(await projection.get('gone')).toBeUndefined();
      expect((await projection.list({ ...everything, key: 'gone' }, 5)).items).toEqual([]);
    });
  });

  describe(`the projection contract, due: ${name}`, () => {
    test('every instance is in one shard, soonest first, at or before the time', async () => {
      const { projection, close } = await open();
      const items = Array.from({ length: 80 }, (_, n) =>
        itemOf({ instance: `d-${n}`, ...(n % 4 > 0 && { due: 1000 + ((n * 37) % 50) }) }),
      );
      for (const item of items) await projection.put(item, undefined);
      const told: { instance: string; due: number }[] = [];
      for (let shard = 0; shard < DUE_SHARDS; shard++) {
        const { instances, next } = await projection.due(shard, 1030);
        expect(next).toBeUndefined();
        const times = instances.map((one) => one.due);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        told.push(...instances);
      }
      const expected = items.flatMap(({ instance, due }) =>
        due !== undefined && due <= 1030 ? [{ instance, due }] : [],
      );
      const byInstance = (a: { instance: string }, b: { instance: string }) =>
        a.instance < b.instance ? -1 : 1;
      expect(told.sort(byInstance)).toEqual(expected.sort(byInstance));
      await close();
    });
  });

  describe(`the projection contract, lists: ${name}`, () => {
    const items = scattered(130);
    let opened: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      opened = await open();
      for (const item of items) {
        // Every instance has been somewhere else before.
        await opened.projection.put({ ...item, states: ['draft'], relayed: 0 }, undefined);
        await opened.projection.put(item, 0);
      }
    });
    afterAll(() => opened.close());

    test('equal a plain filter over everything, page by page, and only the last page is not full', async () => {
      await fc.assert(
        fc.asyncProperty(anyQuery, fc.integer({ min: 1, max: 60 }), async (query, limit) => {
          const pages = await pagesOf(opened.projection, query, limit);
          expect(pages.flatMap((page) => page.items)).toStrictEqual(plain(items, query));
          for (const page of pages.slice(0, -1)) expect(page.items).toHaveLength(limit);
          if (pages.length > 1) expect(pages.at(-1)?.items).not.toEqual([]);
        }),
        { numRuns: 250 },
      );
    });

    test('a state that was left is no longer listed', async () => {
      const { items } = await opened.projection.list({ ...everything, state: 'draft' }, 5);
      expect(items).toEqual([]);
    });

    test.each<[string, (cursor: string) => string, ListQuery]>([
      ['of another query', (cursor) => cursor, { ...everything, status: 'active' }],
      ['of another order', (cursor) => cursor, { ...everything, order: 'newest' }],
      ['cut short', (cursor) => cursor.slice(0, -6), everything],
      ['that is nothing', () => '', everything],
      ['that is garbage', () => 'bm90IGEgY3Vyc29y', everything],
      ['that is JSON of another kind', () => Buffer.from('{"a":1}').toString('base64url'), everything],
      ['with another place in it', (cursor) => forged(cursor), everything],
    ])('a cursor %s is refused', async (_, change, query) => {
      const { cursor } = await opened.projection.list(everything, 10);
      expect(cursor).toMatch(/^[\w-]+$/);
      await expect(opened.projection.list(query, 10, change(cursor ?? ''))).rejects.toMatchObject({
        code: 'invalid-cursor',
      });
    });

    test('a cursor stays valid for another limit, and for the same processes in another order', async () => {
      const { cursor } = await opened.projection.list(everything, 10);
      const processes = [...everything.processes].reverse();
      const page = await opened.projection.list({ ...everything, processes }, 3, cursor);
      expect(page.items).toStrictEqual(plain(items, everything).slice(10, 13));
    });

    test.each([0, -1, 1.5, Number.NaN])('a limit of %d is refused', async (limit) => {
      await expect(opened.projection.list(everything, limit)).rejects.toBeInstanceOf(RangeError);
    });
  });
}

/** Items of every kind, some of the same age, some in parallel states. */
function scattered(count: number): ProjectionItem[] {
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
    }),
  );
}

const anyQuery: fc.Arbitrary<ListQuery> = fc.record(
  {
    processes: fc.subarray(['order', 'lead', 'case', 'unknown']),
    status: fc.constantFrom<Status>('active', 'done', 'failed', 'cancelled'),
    state: fc.constantFrom('open', 'paying', 'paying.late', 'payingOut', 'a', 'b', 'b.y', 'nowhere'),
    key: fc.constantFrom('K-1', 'K-2', 'K-x'),
    customer: fc.constantFrom('c-1', 'c-2', 'c-x'),
    createdAfter: fc.integer({ min: 1_759_999_999_998, max: 1_760_000_000_042 }),
    order: fc.constantFrom('oldest', 'newest'),
  },
  { requiredKeys: ['processes', 'order'] },
);

/** The law: filter all, sort by time and instance. */
function plain(items: readonly ProjectionItem[], query: ListQuery): ProjectionItem[] {
  const sign = query.order === 'oldest' ? 1 : -1;
  return items
    .filter(
      (item) =>
        query.processes.includes(item.process) &&
        (query.status ?? item.status) === item.status &&
        (query.key ?? item.key) === item.key &&
        (query.customer ?? item.customer) === item.customer &&
        item.createdAt > (query.createdAfter ?? -1) &&
        item.states.some((leaf) => `${leaf}.`.startsWith(query.state === undefined ? '' : `${query.state}.`)),
    )
    .sort((a, b) => sign * (a.createdAt - b.createdAt || (a.instance < b.instance ? -1 : 1)));
}

async function pagesOf(projection: Projection, query: ListQuery, limit: number): Promise<ListPage[]> {
  const pages: ListPage[] = [];
  let cursor: string | undefined;
  do {
    const page = await projection.list(query, limit, cursor);
    pages.push(page);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages;
}

function forged(cursor: string): string {
  const [list] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
  return Buffer.from(JSON.stringify([list, 'i-1', -1])).toString('base64url');
}
