import { join } from 'node:path';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { createDynamoCustomers } from '../../adapters/dynamo-customers.ts';
import { openKeyFile } from '../../adapters/keys-file.ts';
import type { Customers, Vault } from '../../adapters/ports.ts';
import { createTables } from '../../adapters/tables.ts';
import { createVault } from '../../adapters/vault.ts';
import { customersContract, john } from './customers-contract.ts';
import { inject } from './failing.ts';
import { withFolder } from './folder.ts';
import { openStore, type Store } from './store.ts';

customersContract('DynamoDB', async () => {
  const store = await openStore();
  const customers = createDynamoCustomers(store.client, store.names.customers, await openVault());
  return { customers, close: store.close };
});

describe('the stored record of a customer', () => {
  test('has name and address in no attribute, in no encoding', async () => {
    await withStore(async ({ store, customers }) => {
      await customers.create(john);
      const { Item } = await rawOf(store, 'c-john');
      expect(Object.keys(Item ?? {}).sort()).toEqual([
        'created',
        'customer',
        'email',
        'k',
        'language',
        'name',
      ]);
      const bytes = Buffer.concat(
        Object.values(Item ?? {}).map((value) => Buffer.from(value.B ?? value.S ?? value.N ?? '')),
      );
      for (const secret of ['John', 'Doe', 'john.doe', 'example.com']) {
        expect(bytes.includes(secret)).toBe(false);
        expect(bytes.includes(Buffer.from(secret, 'utf16le'))).toBe(false);
        expect(bytes.includes(Buffer.from(secret).toString('base64').replace(/=+$/, ''))).toBe(false);
      }
    });
  });

  test('does not open with its fields exchanged, nor in the place of another', async () => {
    await withStore(async ({ store, customers }) => {
      await customers.create(john);
      const { Item = {} } = await rawOf(store, 'c-john');
      const TableName = store.names.customers;
      const { name = { S: '' }, email = { S: '' } } = Item;
      await store.client.send(new PutItemCommand({ TableName, Item: { ...Item, name: email, email: name } }));
      await expect(customers.get('c-john')).rejects.toMatchObject({ code: 'seal-broken' });
      const moved = { ...Item, customer: { S: 'c-moved' } };
      await store.client.send(new PutItemCommand({ TableName, Item: moved }));
      await expect(customers.get('c-moved')).rejects.toMatchObject({ code: 'seal-broken' });
    });
  });

  test('opens in a table of another name', async () => {
    await withStore(async ({ store, vault, customers }) => {
      await customers.create(john);
      const { Item } = await rawOf(store, 'c-john');
      await createTables(store.client, { ...store.names, customers: 'restored' });
      await store.client.send(new PutItemCommand({ TableName: 'restored', Item }));
      const restored = createDynamoCustomers(store.client, 'restored', vault);
      expect(await restored.get('c-john')).toStrictEqual(john);
    });
  });
});

describe('faults of the network', () => {
  test.each([1, 99])('a creation whose answer is lost %i times has happened', async (times) => {
    await withStore(async ({ store, vault, customers }) => {
      const client = store.another();
      inject(client, { command: 'PutItemCommand', loses: 'answer', times });
      const faulty = createDynamoCustomers(client, store.names.customers, vault);
      expect(await faulty.create(john)).toEqual({ created: true });
      expect(await customers.get('c-john')).toStrictEqual(john);
    });
  });

  test('a store that is gone is unavailable, and nothing of the person is in the error', async () => {
    const store = await openStore();
    const client = store.another({ maxAttempts: 1 });
    const customers = createDynamoCustomers(client, store.names.customers, await openVault());
    await store.close();
    for (const call of [() => customers.create(john), () => customers.get('c-john')]) {
      const error = await call().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'store-unavailable' });
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/John|Doe|example\.com/);
    }
  });
});

/** A vault under a key of its own. */
function openVault(): Promise<Vault> {
  return withFolder(async (folder) => {
    const keys = await openKeyFile(join(folder, 'key'));
    return createVault(keys, { now: () => 0, keepMs: 1000, most: 100 });
  });
}

function rawOf(store: Store, customer: string) {
  return store.client.send(
    new GetItemCommand({ TableName: store.names.customers, Key: { customer: { S: customer } } }),
  );
}

interface Scene {
  readonly store: Store;
  readonly vault: Vault;
  readonly customers: Customers;
}

async function withStore(body: (scene: Scene) => Promise<void>): Promise<void> {
  const store = await openStore();
  const vault = await openVault();
  await body({ store, vault, customers: createDynamoCustomers(store.client, store.names.customers, vault) });
  await store.close();
}
