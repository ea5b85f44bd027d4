import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { createTables } from '../../../adapters/tables.ts';
import { customerKind } from '../../../records/kinds/customer.ts';
import { teamKind } from '../../../records/kinds/team.ts';
import { inject } from '../failing.ts';
import { called, type Shelf, who, withShelf } from './shelf.ts';

const john = called('John Doe', { email: 'john.doe@example.com', tags: ['vip'] });
const draft = { id: 'c-1', content: john, who, at: 1000 };

describe('a record', () => {
  test('comes back as it was created, and as it was at each revision', async () => {
    await withShelf(async ({ records }) => {
      const store = records.of(customerKind);
      const { created, record } = await store.create(draft);
      expect([created, record]).toMatchObject([
        true,
        { revision: 1, at: 1000, createdAt: 1000, content: john },
      ]);
      expect(await store.get('c-1')).toEqual(record);
      const jane = { ...john, name: 'Jane Doe' };
      const next = await store.change(record, { content: jane, who, at: 2000, reason: 'asked' });
      expect(next).toMatchObject({
        revision: 2,
        at: 2000,
        createdAt: 1000,
        reason: 'asked',
        changed: ['name'],
      });
      expect(await store.get('c-1')).toEqual(next);
      expect(await store.at('c-1', 1)).toEqual(record);
      expect(await store.at('c-1', 3)).toBeUndefined();
      expect(await store.get('c-2')).toBeUndefined();
    });
  });

  test('is created once: who comes later is shown the first, which stays', async () => {
    await withShelf(async ({ records }) => {
      const store = records.of(customerKind);
      await store.create(draft);
      const later = { ...draft, content: called('Jane Roe'), at: 5000 };
      const { created, record } = await store.create(later);
      expect([created, record.content]).toEqual([false, john]);
      const found = await store.page({ name: 'x', within: [[{ lookup: ['name', 'jane'] }]], limit: 9 });
      expect(found.items).toEqual([]);
    });
  });

  test('is changed by one of many at once', async () => {
    await withShelf(async ({ records }) => {
      const store = records.of(customerKind);
      const { record } = await store.create(draft);
      const names = Array.from({ length: 10 }, (_, n) => `Name ${n}`);
      const all = await Promise.all(
        names.map((name) => store.change(record, { content: called(name), who, at: 2000 })),
      );
      const written = all.filter((one) => one !== undefined);
      expect(written).toHaveLength(1);
      expect(await store.get('c-1')).toEqual(written[0]);
      for (const lookup of [['name', 'john'] as const, ['tag', 'vip'] as const]) {
        const { items } = await store.page({ name: 'x', within: [[{ lookup }]], limit: 9 });
        expect(items).toEqual([]);
      }
    });
  });

  test('that was removed is gone, its versions are not, and its id does not come back', async () => {
    await withShelf(async ({ records }) => {
      const store = records.of(customerKind);
      const { record } = await store.create(draft);
      await store.change(record, { content: john, who, at: 2000, removed: true });
      expect(await store.get('c-1')).toBeUndefined();
      expect(await store.at('c-1', 1)).toEqual(record);
      for (const within of [[], [[{ lookup: ['name', 'john'] as const }]]]) {
        expect((await store.page({ name: 'x', within, limit: 9 })).items).toEqual([]);
      }
      expect((await store.create(draft)).created).toBe(false);
    });
  });

  test('is never older than the version before it, whatever the clock says', async () => {
    await withShelf(async ({ records }) => {
      const store = records.of(customerKind);
      const { record } = await store.create(draft);
      const next = await store.change(record, { content: called('Jane'), who, at: 10 });
      expect(next?.at).toBe(1000);
    });
  });

  test('that does not fit is refused, and leaves nothing behind', async () => {
    await withShelf(async ({ store, records }) => {
      const tags = Array.from({ length: 20_000 }, (_, n) => `a tag of many ${n}`);
      const creation = records.of(customerKind).create({ ...draft, content: called('John', { tags }) });
      await expect(creation).rejects.toMatchObject({ code: 'record-too-large' });
      expect(await rawOf(store, 'customer/c-1')).toBeUndefined();
    });
  });
});

describe('a list', () => {
  test.each(['newest', 'oldest'] as const)(
    'has each record once, the %s first, page by page',
    async (order) => {
      await withShelf(async ({ records }) => {
        const store = records.of(customerKind);
        const ids = Array.from({ length: 23 }, (_, n) => `c-${n}`);
        await Promise.all(
          ids.map((id, n) => store.create({ ...draft, id, at: 1000 + n, content: called('Ann') })),
        );
        const sorted = order === 'newest' ? [...ids].reverse() : ids;
        for (const within of [[], [[{ lookup: ['name', 'an'] as const }]]]) {
          const found: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await store.page({ name: 'x', within, limit: 5, order, cursor });
            found.push(...page.items.map(({ id }) => id));
            cursor = page.cursor;
          } while (cursor !== undefined);
          expect(found).toEqual(sorted);
        }
      });
    },
  );

  test('takes no cursor of another list', async () => {
    await withShelf(async ({ records }) => {
      const store = records.of(customerKind);
      for (const id of ['c-1', 'c-2']) await store.create({ ...draft, id });
      const { cursor } = await store.page({ name: 'x', within: [], limit: 1 });
      const other = store.page({ name: 'x', within: [[{ owner: 'p-1' }]], limit: 1, cursor });
      await expect(other).rejects.toMatchObject({ code: 'invalid-cursor' });
    });
  });

  test('is of one kind', async () => {
    await withShelf(async ({ records }) => {
      await records.of(customerKind).create(draft);
      const teams = records.of(teamKind);
      await teams.create({ id: 'c-1', content: { title: { en: 'Gold', zh: '金' } }, who, at: 1 });
      const { items } = await teams.page({ name: 'x', within: [], limit: 9 });
      expect(items.map(({ kind }) => kind)).toEqual(['team']);
    });
  });
});

describe('a stored version', () => {
  test('has what is personal in no attribute, in no encoding', async () => {
    await withShelf(async ({ store, records }) => {
      await records.of(customerKind).create(draft);
      const item = await rawOf(store, 'customer/c-1');
      const bytes = Buffer.concat(
        Object.values(item ?? {}).map((value) => Buffer.from(value.B ?? value.S ?? value.N ?? '')),
      );
      expect(bytes.includes('vip')).toBe(true);
      for (const secret of ['John', 'john', 'Doe', 'example.com']) {
        expect(bytes.includes(secret)).toBe(false);
        expect(bytes.includes(Buffer.from(secret, 'utf16le'))).toBe(false);
        expect(bytes.includes(Buffer.from(secret).toString('base64').replace(/=+$/, ''))).toBe(false);
      }
    });
  });

  test('does not open in the place of another record or revision', async () => {
    await withShelf(async ({ store, records }) => {
      const customers = records.of(customerKind);
      await customers.create(draft);
      await customers.create({ ...draft, id: 'c-2' });
      const item = await rawOf(store, 'customer/c-1');
      const TableName = store.names.records;
      for (const place of [
        { record: { S: 'customer/c-2' }, revision: { N: '2' } },
        { record: { S: 'customer/c-1' }, revision: { N: '2' } },
      ]) {
        await store.client.send(new PutItemCommand({ TableName, Item: { ...item, ...place } }));
        const id = place.record.S.slice('customer/'.length);
        await expect(customers.get(id)).rejects.toMatchObject({ code: 'seal-broken' });
      }
    });
  });

  test('opens in a table of another name', async () => {
    await withShelf(async (shelf) => {
      const { store, records } = shelf;
      const { record } = await records.of(customerKind).create(draft);
      const names = { ...store.names, records: 'restored' };
      await createTables(store.client, names);
      const item = await rawOf(store, 'customer/c-1');
      await store.client.send(new PutItemCommand({ TableName: 'restored', Item: item }));
      expect(await shelf.over(store.client, names).records.of(customerKind).get('c-1')).toEqual(record);
    });
  });
});

describe('faults of the network', () => {
  test.each([1, 2])('a creation whose answer is lost %i times has happened', async (times) => {
    await withShelf(async (shelf) => {
      const client = shelf.store.another();
      inject(client, { command: 'PutItemCommand', loses: 'answer', times });
      const { created, record } = await shelf.over(client).records.of(customerKind).create(draft);
      expect(created).toBe(true);
      expect(await shelf.records.of(customerKind).get('c-1')).toEqual(record);
    });
  });

  test('a store that is gone is unavailable, and nothing of the person is in the error', async () => {
    await withShelf(async ({ over, store }) => {
      const client = store.another({ maxAttempts: 1 });
      inject(client, { command: 'PutItemCommand', loses: 'request', times: 99 });
      inject(client, { command: 'GetItemCommand', loses: 'request', times: 99 });
      const error = await over(client)
        .records.of(customerKind)
        .create(draft)
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'store-unavailable' });
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/John|Doe|example\.com/);
    });
  });
});

async function rawOf(store: Shelf['store'], record: string) {
  const Key = { record: { S: record }, revision: { N: '1' } };
  return (await store.client.send(new GetItemCommand({ TableName: store.names.records, Key }))).Item;
}
