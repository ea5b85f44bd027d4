import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTables, type TableName, tables } from '../../adapters/tables.ts';
import { openStore, type Store } from './store.ts';

describe('createTables', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore();
  });
  afterAll(() => store.close());

  test.each(Object.keys(tables) as TableName[])('%s exists with its keys and indexes', async (name) => {
    const { Table } = await store.client.send(new DescribeTableCommand({ TableName: store.names[name] }));
    const { partition, localIndexes, globalIndexes } = tables[name];
    expect(Table?.TableStatus).toBe('ACTIVE');
    expect(Table?.KeySchema?.[0]).toEqual({ AttributeName: partition.name, KeyType: 'HASH' });
    const names = (indexes: readonly { IndexName?: string | undefined }[] = []) =>
      indexes.map((index) => index.IndexName).sort();
    expect(names(Table?.LocalSecondaryIndexes)).toEqual(localIndexes.map((index) => index.name).sort());
    expect(names(Table?.GlobalSecondaryIndexes)).toEqual(globalIndexes.map((index) => index.name).sort());
  });

  test('a second time changes nothing', async () => {
    await expect(createTables(store.client, store.names)).resolves.toBeUndefined();
  });
});
