import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DUE_SHARDS, type Projection, type ProjectionItem } from '../../engine/ports.ts';
import { itemOf } from './projection-items.ts';

const handed = ({ relayed, mark }: ProjectionItem) => ({ relayed, mark });

export type OpenProjection = () => Promise<{ readonly projection: Projection; close(): Promise<void> }>;

/** What every projection does. `open` gives an empty one. */
export function projectionContract(name: string, open: OpenProjection): void {
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
        parked: { code: 'definition-unknown', at: 1_760_000_000_700, tries: 3 },
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
      expect(await projection.put(second, handed(first))).toBe(false);
      expect(await projection.put(first, undefined)).toBe(true);
      expect(await projection.put(second, { ...handed(first), mark: 'another_' })).toBe(false);
      expect(await projection.put(second, undefined)).toBe(false);
      expect(await projection.put(second, { ...handed(first), relayed: 7 })).toBe(false);
      expect(await projection.get('over')).toStrictEqual(first);
      expect(await projection.put(second, handed(first))).toBe(true);
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
      const written = await Promise.all(
        writers.map((item) => projection.put(item, handed(itemOf({ instance: 'race' })))),
      );
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

    test('expect moves what is due, below its revision only, and creates nothing', async () => {
      const item = itemOf({ instance: 'expected', revision: 4, due: 5000 });
      await projection.put(item, undefined);
      expect(await projection.expect('expected', 4, 9000)).toBe(false);
      expect(await projection.get('expected')).toStrictEqual(item);
      expect(await projection.expect('expected', 5, 9000)).toBe(true);
      expect(await projection.get('expected')).toStrictEqual({ ...item, due: 9000 });
      expect(await projection.expect('nobody', 1, 9000)).toBe(false);
      expect(await projection.get('nobody')).toBeUndefined();
    });

    test('park says why and until when, and is over when the instance is postponed or put', async () => {
      const item = itemOf({ instance: 'parked', revision: 4 });
      const parked = { code: 'unexpected', at: 7000, tries: 1 };
      expect(await projection.park('parked', parked, 9000)).toBe(false);
      await projection.put(item, undefined);
      expect(await projection.park('parked', parked, 9000)).toBe(true);
      expect(await projection.get('parked')).toStrictEqual({ ...item, due: 9000, parked });
      const listed = async () =>
        (await projection.list({ processes: ['order'], parked: true, order: 'oldest' }, 100)).items.map(
          ({ instance }) => instance,
        );
      expect(await listed()).toContain('parked');
      expect(await projection.postpone('parked', 4, 9500)).toBe(true);
      expect(await projection.get('parked')).toStrictEqual({ ...item, due: 9500 });
      await projection.park('parked', { ...parked, tries: 2 }, 9900);
      const next = { ...item, revision: 5, relayed: 5 };
      expect(await projection.put(next, handed(item))).toBe(true);
      expect(await projection.get('parked')).toStrictEqual(next);
      expect(await listed()).not.toContain('parked');
    });

    test('instances tells of each, segment by segment', async () => {
      const all: string[] = [];
      for (let segment = 0; segment < 3; segment++) {
        let next: string | undefined;
        do {
          const page = await projection.instances(segment, 3, next);
          all.push(...page.instances);
          next = page.next;
        } while (next !== undefined);
      }
      expect(new Set(all).size).toBe(all.length);
      expect(all).toEqual(expect.arrayContaining(['bare', 'full', 'over', 'parked']));
      expect(all).not.toContain('nobody');
    });

    test('items tells all that there is of each, segment by segment', async () => {
      for (let segment = 0; segment < 3; segment++) {
        let next: string | undefined;
        do {
          const page = await projection.items(segment, 3, next);
          for (const item of page.items) expect(await projection.get(item.instance)).toStrictEqual(item);
          const { instances } = await projection.instances(segment, 3);
          expect(instances).toEqual(expect.arrayContaining(page.items.map(({ instance }) => instance)));
          if (page.next === undefined && next === undefined)
            expect(page.items).toHaveLength(instances.length);
          next = page.next;
        } while (next !== undefined);
      }
    });

    test('remove leaves an item that stands elsewhere than it is told', async () => {
      const item = itemOf({ instance: 'stands' });
      await projection.put(item, undefined);
      await projection.remove('stands', { relayed: item.relayed + 1, mark: item.mark });
      await projection.remove('stands', { relayed: item.relayed, mark: 'another_' });
      expect(await projection.get('stands')).toStrictEqual(item);
      await projection.remove('stands', item);
      expect(await projection.get('stands')).toBeUndefined();
    });

    test('remove removes, and does not mind what is not there', async () => {
      await projection.put(itemOf({ instance: 'gone', key: 'gone' }), undefined);
      await projection.remove('gone');
      await projection.remove('gone');
      expect(await projection.get('gone')).toBeUndefined();
      expect(
        (await projection.list({ processes: ['order'], key: 'gone', order: 'oldest' }, 5)).items,
      ).toEqual([]);
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
}
