import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Files } from '../../adapters/ports/files.ts';

/** What every store of files does. */
export function filesContract(
  name: string,
  open: () => Promise<{ readonly files: Files; close(): Promise<unknown> }>,
): void {
  describe(`the contract of files: ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let files: Files;
    beforeAll(async () => {
      opened = await open();
      files = opened.files;
    });
    afterAll(() => opened.close());

    test.each([0, 1, 70_000, 3_700_000])('gives back %i bytes', async (size) => {
      const bytes = randomBytes(size);
      await files.put('f1', bytes);
      expect(Buffer.from((await files.get('f1')) ?? 'none').equals(bytes)).toBe(true);
    });

    test('has nothing under another name', async () => {
      await files.put('f1', randomBytes(5));
      expect(await files.get('f2')).toBeUndefined();
    });

    test('has nothing after a removal, which may be repeated', async () => {
      await files.put('f3', randomBytes(5));
      await files.remove('f3');
      await files.remove('f3');
      expect(await files.get('f3')).toBeUndefined();
    });

    test('has nothing left whose name begins with what is removed', async () => {
      for (const name of ['a1', 'a2', 'b1']) await files.put(name, randomBytes(5));
      await files.removeAll('a');
      await files.removeAll('a');
      const left = await Promise.all(['a1', 'a2', 'b1'].map(async (name) => (await files.get(name))?.length));
      expect(left).toEqual([undefined, undefined, 5]);
    });

    test('keeps the last of what is put under a name', async () => {
      await files.put('f4', Buffer.from('one'));
      await files.put('f4', Buffer.from('two'));
      expect(Buffer.from((await files.get('f4')) ?? '').toString()).toBe('two');
    });
  });
}
