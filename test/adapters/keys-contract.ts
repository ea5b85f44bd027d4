import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Keys } from '../../adapters/ports.ts';

/** What every maker of data keys does. */
export function keysContract(
  name: string,
  open: () => Promise<{ readonly keys: Keys; close(): Promise<void> }>,
): void {
  describe(`the contract of keys: ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let keys: Keys;
    beforeAll(async () => {
      opened = await open();
      keys = opened.keys;
    });
    afterAll(() => opened.close());

    test('a key of 32 bytes comes back from its wrapping', async () => {
      const { plain, wrapped } = await keys.generate('c-1');
      expect(plain).toHaveLength(32);
      expect(hex(await keys.unwrap('c-1', wrapped))).toBe(hex(plain));
    });

    test('no two keys are the same, and no wrapping shows its key', async () => {
      const [one, two] = [await keys.generate('c-1'), await keys.generate('c-1')];
      expect(hex(one.plain)).not.toBe(hex(two.plain));
      expect(hex(one.wrapped)).not.toContain(hex(one.plain));
    });

    test('a wrapping opens for its own subject only', async () => {
      const { wrapped } = await keys.generate('c-1');
      await expect(keys.unwrap('c-2', wrapped)).rejects.toMatchObject({ code: 'seal-broken' });
    });

    test('a wrapping of which any bit is changed does not open', async () => {
      const { wrapped } = await keys.generate('c-1');
      for (const place of [0, 5, 20, wrapped.length - 1]) {
        const changed = Uint8Array.from(wrapped);
        changed[place] = (changed[place] ?? 0) ^ 1;
        await expect(keys.unwrap('c-1', changed)).rejects.toMatchObject({ code: 'seal-broken' });
      }
      await expect(keys.unwrap('c-1', wrapped.subarray(0, 10))).rejects.toMatchObject({
        code: 'seal-broken',
      });
    });
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
