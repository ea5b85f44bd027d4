import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openKeyFile } from '../../adapters/keys-file.ts';
import type { Keys, Place } from '../../adapters/ports.ts';
import { createVault } from '../../adapters/vault.ts';
import { withFolder } from './folder.ts';

const place: Place = { table: 'customers', item: 'c-1', field: 'name' };
const broken = { code: 'seal-broken' };

describe('the vault', () => {
  test('opens what it sealed, whatever the text and the place', async () => {
    await withVault(async ({ vault }) => {
      const key = await vault.newKey('c-1');
      const anyPlace = fc.record({ table: fc.string(), item: fc.string(), field: fc.string() });
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'grapheme' }), anyPlace, async (text, where) => {
          const sealed = await vault.seal('c-1', key, where, text);
          expect(await vault.open('c-1', key, where, sealed)).toBe(text);
        }),
      );
    });
  });

  test('shows nothing of the text, and never the same bytes twice', async () => {
    await withVault(async ({ vault }) => {
      const key = await vault.newKey('c-1');
      const one = Buffer.from(await vault.seal('c-1', key, place, 'John Doe'));
      const two = Buffer.from(await vault.seal('c-1', key, place, 'John Doe'));
      expect(one.includes('John')).toBe(false);
      expect(one.includes('Doe')).toBe(false);
      expect(one.equals(two)).toBe(false);
      expect(one).toHaveLength(1 + 12 + 8 + 16);
    });
  });

  test.each<[string, Place]>([
    ['table', { ...place, table: 'leads' }],
    ['item', { ...place, item: 'c-2' }],
    ['field', { ...place, field: 'email' }],
    ['boundary between the parts', { table: 'customersc', item: '-1', field: 'name' }],
    ['boundary, with the separator of JSON', { table: 'customers","c-1', item: 'name', field: '' }],
  ])('does not open at another %s', async (_, elsewhere) => {
    await withVault(async ({ vault }) => {
      const key = await vault.newKey('c-1');
      const sealed = await vault.seal('c-1', key, place, 'John Doe');
      await expect(vault.open('c-1', key, elsewhere, sealed)).rejects.toMatchObject(broken);
    });
  });

  test('does not open with any bit changed, cut short, or of another format', async () => {
    await withVault(async ({ vault }) => {
      const key = await vault.newKey('c-1');
      const sealed = await vault.seal('c-1', key, place, 'John Doe');
      for (let n = 0; n < sealed.length * 8; n++) {
        const changed = Uint8Array.from(sealed);
        changed[n >> 3] = (changed[n >> 3] ?? 0) ^ (1 << (n & 7));
        await expect(vault.open('c-1', key, place, changed)).rejects.toMatchObject(broken);
      }
      for (const length of [0, 1, 12, 28, sealed.length - 1]) {
        const cut = sealed.subarray(0, length);
        await expect(vault.open('c-1', key, place, cut)).rejects.toMatchObject(broken);
      }
    });
  });

  test('does not open with another key, or for another subject', async () => {
    await withVault(async ({ vault }) => {
      const key = await vault.newKey('c-1');
      const sealed = await vault.seal('c-1', key, place, 'John Doe');
      const another = await vault.newKey('c-1');
      await expect(vault.open('c-1', another, place, sealed)).rejects.toMatchObject(broken);
      await expect(vault.open('c-2', key, place, sealed)).rejects.toMatchObject(broken);
    });
  });

  test('says which place, and nothing of the text or the key', async () => {
    await withVault(async ({ vault }) => {
      const key = await vault.newKey('c-1');
      const sealed = await vault.seal('c-1', key, place, 'John Doe');
      const error = await vault
        .open('c-1', key, { ...place, field: 'email' }, sealed)
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ details: { table: 'customers', item: 'c-1', field: 'email' } });
    });
  });
});

describe('data keys in memory', () => {
  test('are unwrapped once while they are kept, and again after that', async () => {
    await withVault(async ({ keys, clock, vault, unwraps }) => {
      const { wrapped } = await keys.generate('c-1');
      const sealed = await vault.seal('c-1', wrapped, place, 'a');
      await Promise.all([1, 2, 3].map(() => vault.open('c-1', wrapped, place, sealed)));
      expect(unwraps()).toBe(1);
      clock.now += 999;
      await vault.open('c-1', wrapped, place, sealed);
      expect(unwraps()).toBe(1);
      clock.now += 1;
      await vault.open('c-1', wrapped, place, sealed);
      expect(unwraps()).toBe(2);
    });
  });

  test('side by side, one key is unwrapped once', async () => {
    await withVault(async ({ keys, vault, unwraps }) => {
      const { wrapped } = await keys.generate('c-1');
      await Promise.all([1, 2, 3].map(() => vault.seal('c-1', wrapped, place, 'a')));
      expect(unwraps()).toBe(1);
    });
  });

  test('are bounded: the one not used for longest goes first', async () => {
    await withVault(async ({ keys, vault, unwraps }) => {
      const [a, b, c] = await Promise.all(['a', 'b', 'c'].map(async (s) => (await keys.generate(s)).wrapped));
      const use = (subject: string, key: Uint8Array | undefined) =>
        vault.seal(subject, key ?? new Uint8Array(), place, 'x');
      await use('a', a);
      await use('b', b);
      await use('a', a);
      await use('c', c);
      expect(unwraps()).toBe(3);
      await use('a', a);
      expect(unwraps()).toBe(3);
      await use('b', b);
      expect(unwraps()).toBe(4);
    });
  });

  test('a new key needs no unwrapping', async () => {
    await withVault(async ({ vault, unwraps }) => {
      const key = await vault.newKey('c-1');
      await vault.seal('c-1', key, place, 'a');
      expect(unwraps()).toBe(0);
    });
  });

  test('a failure is not kept', async () => {
    await withVault(async ({ keys, vault, failNext }) => {
      const { wrapped } = await keys.generate('c-1');
      failNext();
      await expect(vault.seal('c-1', wrapped, place, 'a')).rejects.toThrow('out of reach');
      await expect(vault.seal('c-1', wrapped, place, 'a')).resolves.toBeInstanceOf(Uint8Array);
    });
  });
});

interface Scene {
  readonly vault: ReturnType<typeof createVault>;
  readonly keys: Keys;
  readonly clock: { now: number };
  /** How often a key was unwrapped so far. */
  unwraps(): number;
  failNext(): void;
}

async function withVault(body: (scene: Scene) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    const keys = await openKeyFile(join(folder, 'key'));
    const clock = { now: 1000 };
    let unwraps = 0;
    let fails = false;
    const counted: Keys = {
      generate: keys.generate,
      async unwrap(subject, wrapped) {
        unwraps += 1;
        if (fails) {
          fails = false;
          throw new Error('out of reach');
        }
        return keys.unwrap(subject, wrapped);
      },
    };
    const vault = createVault(counted, { now: () => clock.now, keepMs: 1000, most: 2 });
    const failNext = () => {
      fails = true;
    };
    await body({ vault, keys, clock, unwraps: () => unwraps, failNext });
  });
}
