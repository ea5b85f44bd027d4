import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEntriesReader } from '../../adapters/dynamo-entries.ts';
import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../adapters/dynamo-projection.ts';
import { shardOf } from '../../adapters/projection-item.ts';
import type { TableNames } from '../../adapters/tables.ts';
import { entryOf } from './entries.ts';
import { itemOf } from './projection-items.ts';

/** What the adapters of DynamoDB ask of any store that speaks as DynamoDB does. `open` gives an empty one. */
export function dynamoContract(
  name: string,
  open: () => Promise<{
    readonly client: DynamoDBClient;
    readonly names: TableNames;
    close(): Promise<void>;
  }>,
): void {
  describe(`the contract of a DynamoDB: ${name}`, () => {
    let store: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());
    const projection = () => createDynamoProjection(store.client, store.names.projection);
    const journal = () => createDynamoJournal(store.client, store.names.journal);

    test('what is due comes page by page, and a cursor belongs to its shard and time', async () => {
      const instances = instancesOf(3, 210);
      for (const [n, instance] of instances.entries()) {
        await projection().put(itemOf({ instance, due: 1000 + (n % 40) }), undefined);
      }
      const told: string[] = [];
      let next: string | undefined;
      let pages = 0;
      do {
        const page = await projection().due(3, 1100, next);
        told.push(...page.instances.map((one) => one.instance));
        next = page.next;
        pages += 1;
        if (next !== undefined) {
          await expect(projection().due(4, 1100, next)).rejects.toMatchObject({ code: 'invalid-cursor' });
          await expect(projection().due(3, 1101, next)).rejects.toMatchObject({ code: 'invalid-cursor' });
        }
      } while (next !== undefined);
      expect(pages).toBeGreaterThan(2);
      expect(told).toHaveLength(210);
      expect(new Set(told)).toEqual(new Set(instances));
    });

    test('an empty key or customer is none, and names no partition', async () => {
      const item = itemOf({ instance: 'nameless', process: 'nameless' });
      const list = { processes: ['nameless'], order: 'newest' } as const;
      expect(await projection().put({ ...item, key: '', customer: '' }, undefined)).toBe(true);
      expect(await projection().get('nameless')).toStrictEqual(item);
      expect(await projection().list({ ...list, key: '' }, 5)).toEqual({ items: [] });
      expect(await projection().list({ ...list, customer: '' }, 5)).toEqual({ items: [] });
      expect(await projection().list({ ...list, processes: [''] }, 5)).toEqual({ items: [] });
    });

    test("a directory's item is not an instance", async () => {
      await projection().put(itemOf({ instance: 'placed', process: 'placed' }), undefined);
      expect(await projection().get('#places/placed')).toBeUndefined();
    });

    test('entries come in the order asked, each at its own revision; one that is not there is undefined', async () => {
      const entries = ['a', 'b', 'c'].flatMap((instance) =>
        [1, 2].map((revision) => entryOf({ instance, revision })),
      );
      for (const entry of entries) await journal().append(entry);
      const read = createEntriesReader(store.client, store.names.journal);
      const found = await read([
        { instance: 'c', revision: 1 },
        { instance: 'nobody', revision: 1 },
        { instance: 'a', revision: 2 },
      ]);
      expect(found).toEqual([entries[4], undefined, entries[1]]);
    });

    test('a request that is wrong is our own mistake, not an outage', async () => {
      await expect(journal().append(entryOf({ instance: '' }))).rejects.toMatchObject({
        name: 'ValidationException',
      });
    });

    test('a cursor of another segment is refused', async () => {
      await expect(journal().heads(0, 2, 'bm9wZQ')).rejects.toMatchObject({ code: 'invalid-cursor' });
    });
  });
}

function instancesOf(shard: number, count: number): string[] {
  const found: string[] = [];
  for (let n = 0; found.length < count; n++) if (shardOf(`i-${n}`) === shard) found.push(`i-${n}`);
  return found;
}
