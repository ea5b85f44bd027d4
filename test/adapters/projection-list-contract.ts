import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListPage, ListQuery, Projection } from '../../engine/ports.ts';
import type { OpenProjection } from './projection-contract.ts';
import { anyQuery, plain, scattered } from './projection-items.ts';

const everything: ListQuery = { processes: ['order', 'lead', 'case'], order: 'oldest' };

/** How every projection lists. `open` gives an empty one. */
export function projectionListContract(name: string, open: OpenProjection): void {
  describe(`the projection contract, lists: ${name}`, () => {
    // More than a store gives at once, for one process alone.
    const items = scattered(280);
    let opened: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      opened = await open();
      for (const [n, item] of items.entries()) {
        // Some have been somewhere else before.
        const moved = n % 6 === 0;
        if (moved) await opened.projection.put({ ...item, states: ['draft'], relayed: 0 }, undefined);
        await opened.projection.put(item, moved ? { relayed: 0, mark: item.mark } : undefined);
      }
    });
    afterAll(() => opened.close());

    test('equal a plain filter over everything, page by page, and only the last page is not full', async () => {
      await fc.assert(
        fc.asyncProperty(anyQuery, fc.integer({ min: 1, max: 100 }), async (query, limit) => {
          const pages = await pagesOf(opened.projection, query, limit);
          expect(pages.flatMap((page) => page.items)).toStrictEqual(plain(items, query));
          for (const page of pages.slice(0, -1)) expect(page.items).toHaveLength(limit);
          if (pages.length > 1) expect(pages.at(-1)?.items).not.toEqual([]);
        }),
        { numRuns: 150 },
      );
    });

    test.each<[string, ListQuery, number]>([
      ['many', { processes: ['order'], order: 'newest' }, 100],
      ['few among many', { processes: ['order'], order: 'oldest', status: 'failed' }, 100],
      ['few among many, one by one', { processes: ['order'], order: 'oldest', status: 'failed' }, 7],
    ])('a process with more instances than a store gives at once: %s', async (_, query, limit) => {
      const pages = await pagesOf(opened.projection, query, limit);
      expect(pages.flatMap((page) => page.items)).toStrictEqual(plain(items, query));
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
