import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openKeyFile } from '../../adapters/keys-file.ts';
import { withFolder } from './folder.ts';
import { keysContract } from './keys-contract.ts';

keysContract('file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-'));
  return {
    keys: await openKeyFile(join(folder, 'key')),
    close: () => rm(folder, { recursive: true }),
  };
});

describe('the key file', () => {
  test('is created once, for its owner alone, with nothing left beside it', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'key');
      const first = await openKeyFile(path);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await readFile(path)).toHaveLength(32);
      expect(await readdir(folder)).toEqual(['key']);
      const { plain, wrapped } = await first.generate('c-1');
      const second = await openKeyFile(path);
      expect(Buffer.from(await second.unwrap('c-1', wrapped))).toEqual(Buffer.from(plain));
    });
  });

  test('created by many at once, all have the same key', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'key');
      const all = await Promise.all(Array.from({ length: 8 }, () => openKeyFile(path)));
      const wrapped = await Promise.all(all.map(async (keys) => (await keys.generate('c-1')).wrapped));
      for (const keys of all) {
        for (const one of wrapped) expect(await keys.unwrap('c-1', one)).toHaveLength(32);
      }
      expect(await readdir(folder)).toEqual(['key']);
    });
  });

  test.each([0o640, 0o604, 0o644, 0o666])('of mode %o is refused and left as it is', async (mode) => {
    await withFolder(async (folder) => {
      const path = join(folder, 'key');
      await writeFile(path, Buffer.alloc(32, 7));
      await chmod(path, mode);
      await expect(openKeyFile(path)).rejects.toMatchObject({
        code: 'key-file-unusable',
        message: expect.stringContaining(`has mode ${mode.toString(8)}`),
      });
      expect(await readFile(path)).toEqual(Buffer.alloc(32, 7));
    });
  });

  test.each([0, 31, 33, 64])('of %i bytes is refused and left as it is', async (bytes) => {
    await withFolder(async (folder) => {
      const path = join(folder, 'key');
      await writeFile(path, Buffer.alloc(bytes), { mode: 0o600 });
      await expect(openKeyFile(path)).rejects.toMatchObject({
        code: 'key-file-unusable',
        message: expect.stringContaining(`holds ${bytes} bytes instead of 32`),
      });
      expect(await readFile(path)).toHaveLength(bytes);
    });
  });

  test('that is a folder, or that cannot be created, is refused', async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'key'), { mode: 0o700 });
      await expect(openKeyFile(join(folder, 'key'))).rejects.toMatchObject({ code: 'key-file-unusable' });
      await expect(openKeyFile(join(folder, 'none', 'key'))).rejects.toMatchObject({
        code: 'key-file-unusable',
        message: expect.stringContaining('ENOENT'),
      });
    });
  });
});
