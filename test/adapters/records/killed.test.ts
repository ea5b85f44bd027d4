import { describe, expect, test } from 'vitest';
import type { Version } from '../../../adapters/ports/records.ts';
import { createWalk, type WalkPage } from '../../../functions/reconcile/walk.ts';
import { type Customer, customerKind } from '../../../records/kinds/customer.ts';
import { dying } from '../dying.ts';
import { called, type Shelf, who, withShelf } from './shelf.ts';

/** More writes than any change makes. */
const MOST_WRITES = 12;

const before = called('Ann Lee', { email: 'ann@example.com', phone: '+4930123456', owner: 'p-1' });
const after = called('Ann Müller', { email: 'ann@example.com', phone: '+4930123457', owner: 'p-2' });

describe.each(Array.from({ length: MOST_WRITES }, (_, n) => n))(
  'a writer killed before its write %i',
  (writes) => {
    test('leaves a creation done or not, and loses it to no search', async () => {
      await withShelf(async (shelf) => {
        const killed = shelf.over(dying(shelf.store, writes)).records.of(customerKind);
        await killed.create({ id: 'c-1', content: before, who, at: 1000 }).catch(() => undefined);
        await expectWhole(shelf);
      });
    });

    test('leaves a change done or not, and loses neither to a search', async () => {
      await withShelf(async (shelf) => {
        const { record } = await shelf.records
          .of(customerKind)
          .create({ id: 'c-1', content: before, who, at: 1000 });
        const killed = shelf.over(dying(shelf.store, writes)).records.of(customerKind);
        await killed.change(record, { content: after, who, at: 2000 }).catch(() => undefined);
        await expectWhole(shelf);
      });
    });

    test('leaves a merging that the next walk completes', async () => {
      await withShelf(async (shelf) => {
        const { customers } = shelf;
        await customers.create({ id: 'c-1', content: before, who, at: 1000 });
        await customers.create({ id: 'c-2', content: after, who, at: 2000 });
        const killed = shelf.over(dying(shelf.store, writes)).customers;
        const wanted = { survivor: 'c-1', duplicate: 'c-2', take: [] };
        await killed.merge(wanted, who).catch(() => undefined);
        await walk(shelf);
        const [one, two] = await Promise.all([customers.get('c-1'), customers.get('c-2')]);
        if (two?.id === 'c-2') expect(one?.content.merged).toBeUndefined();
        else expect([two?.id, one?.content.merged]).toEqual(['c-1', ['c-2']]);
        // Whoever repeats it gets there in any case.
        expect(await customers.merge(wanted, who)).toMatchObject({
          survivor: { content: { merged: ['c-2'] } },
        });
        for (const email of ['ann@example.com']) {
          const { items } = await customers.search({ email }, { limit: 9 });
          expect(items.map(({ id }) => id)).toEqual(['c-1']);
        }
      });
    });
  },
);

/** Whatever stands in the records is found, before anything is mended and after; and nothing else is. */
async function expectWhole(shelf: Shelf): Promise<void> {
  const standing = await shelf.customers.get('c-1');
  await expectFound(shelf, standing);
  await walk(shelf);
  await expectFound(shelf, standing);
  const { items } = await shelf.customers.search({}, { limit: 9 });
  expect(items.map(({ id }) => id)).toEqual(standing ? ['c-1'] : []);
  for (const owner of ['p-1', 'p-2']) {
    const page = await shelf.customers.search({ owner }, { limit: 9 });
    expect(page.items).toHaveLength(standing?.content.owner === owner ? 1 : 0);
  }
  const moments = await shelf.timeline.page(['c-1'], 9);
  const revisions = Array.from({ length: standing?.revision ?? 0 }, (_, n) => n + 1);
  expect(moments.items.map(({ revision }) => revision)).toEqual(revisions.reverse());
  // A second walk has nothing to do.
  expect(await walk(shelf)).toBe(0);
}

async function expectFound({ customers }: Shelf, standing: Version<Customer> | undefined): Promise<void> {
  for (const content of [before, after]) {
    const { name, phone = '', email = '' } = content;
    const is = standing?.content;
    const searches = [
      [{ name }, is?.name === name],
      [{ phone }, is?.phone === phone],
      [{ email }, is?.email === email],
    ] as const;
    for (const [search, found] of searches) {
      const { items } = await customers.search(search, { limit: 9 });
      expect([search, items.map(({ id }) => id)]).toEqual([search, found ? ['c-1'] : []]);
    }
  }
}

/** Walks all records, as reconciliation does; returns how many were mended. */
async function walk({ records, customers }: Shelf): Promise<number> {
  const next = createWalk({
    enrolAll: async () => ({}),
    records,
    customers,
    reconcile: () => Promise.resolve({ mended: 0 }),
  });
  let touched = 0;
  for (let page: WalkPage | undefined = { segment: 0, of: 1 }; page !== undefined; ) {
    const { mended, onward } = await next(page);
    touched += mended;
    page = onward;
  }
  return touched;
}
