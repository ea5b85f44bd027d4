import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDynamoKeyring } from '../../adapters/dynamo-keyring.ts';
import { openKeyFile } from '../../adapters/keys-file.ts';
import type { Keys } from '../../adapters/ports.ts';
import { createBlindIndex } from '../../adapters/records/blind-index.ts';
import { createSafe } from '../../adapters/safe.ts';
import { createVault } from '../../adapters/vault.ts';
import { withFolder } from './folder.ts';
import { openStore } from './store.ts';

const place = { table: 'records', item: 'customer/c-1', field: '1' };

test('of two processes that make a subject’s key at once, both use the one that is kept', async () => {
  await withKeys(async ({ safe }) => {
    const safes = [safe(), safe(), safe()];
    const sealed = await Promise.all(safes.map((one, n) => one.seal('customer/c-1', place, `text ${n}`)));
    for (const one of [...safes, safe()]) {
      for (const [n, bytes] of sealed.entries()) {
        expect(await one.open('customer/c-1', place, bytes)).toBe(`text ${n}`);
      }
    }
  });
});

test('nothing opens for another subject, nor without a key', async () => {
  await withKeys(async ({ safe }) => {
    const one = safe();
    const sealed = await one.seal('customer/c-1', place, 'text');
    await one.seal('customer/c-2', place, 'text');
    await expect(one.open('customer/c-2', place, sealed)).rejects.toMatchObject({ code: 'seal-broken' });
    await expect(one.open('customer/c-3', place, sealed)).rejects.toMatchObject({ code: 'seal-broken' });
  });
});

test('the key service is asked once for a subject while its key is kept, and again afterwards', async () => {
  await withKeys(async ({ safe, asked, pass }) => {
    const one = safe();
    const sealed = await one.seal('customer/c-1', place, 'text');
    const before = asked();
    for (let n = 0; n < 5; n++) await one.open('customer/c-1', place, sealed);
    expect(asked()).toBe(before);
    pass(60_001);
    await one.open('customer/c-1', place, sealed);
    await one.open('customer/c-1', place, sealed);
    expect(asked()).toBe(before + 1);
  });
});

test('lookups are the same in every process, and tell kinds and sorts apart', async () => {
  await withKeys(async ({ index }) => {
    const [one, two] = [index(), index()];
    const lookups = [['name', 'ann'] as const, ['tag', 'ann'] as const];
    const all = await Promise.all([
      one.tokens('customer', lookups),
      two.tokens('customer', lookups),
      two.tokens('account', lookups),
    ]);
    const [first, second, third] = all.map((tokens) =>
      tokens.map((token) => Buffer.from(token).toString('hex')),
    );
    expect(first).toEqual(second);
    expect(new Set([...(first ?? []), ...(third ?? [])]).size).toBe(4);
    expect(first?.every((token) => token.length === 32)).toBe(true);
  });
});

async function withKeys(
  body: (scene: {
    safe: () => ReturnType<typeof createSafe>;
    index: () => ReturnType<typeof createBlindIndex>;
    asked: () => number;
    pass: (milliseconds: number) => void;
  }) => Promise<void>,
): Promise<void> {
  const store = await openStore();
  const file = await withFolder((folder) => openKeyFile(join(folder, 'key')));
  let asked = 0;
  let time = 0;
  const keys: Keys = {
    generate: (subject) => file.generate(subject),
    unwrap(subject, wrapped) {
      asked += 1;
      return file.unwrap(subject, wrapped);
    },
  };
  const options = { now: () => time, keepMs: 60_000, most: 10 };
  const keyring = createDynamoKeyring(store.client, store.names.keys);
  await body({
    safe: () => createSafe(createVault(keys, options), keyring, options),
    index: () => createBlindIndex(keys, keyring, options),
    asked: () => asked,
    pass: (milliseconds) => {
      time += milliseconds;
    },
  });
  await store.close();
}
