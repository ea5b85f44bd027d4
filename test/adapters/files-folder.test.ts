import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolderFiles } from '../../adapters/files-folder.ts';
import { filesContract } from './files-contract.ts';
import { withFolder } from './folder.ts';

filesContract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-files-'));
  const files = createFolderFiles(join(folder, 'files'));
  return { files, close: () => rm(folder, { recursive: true }) };
});

test('belongs to its owner alone, and holds nothing but whole files', async () => {
  await withFolder(async (folder) => {
    const files = createFolderFiles(join(folder, 'files'));
    await files.put('f1', Buffer.from('one'));
    expect(await readdir(join(folder, 'files'))).toEqual(['f1']);
    expect((await stat(join(folder, 'files'))).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'files', 'f1'))).mode & 0o077).toBe(0);
  });
});

test.each(['../f1', 'a/b', '', '.', 'F1'])('no name leads out of the folder: %j', async (name) => {
  await withFolder(async (folder) => {
    const files = createFolderFiles(join(folder, 'files'));
    await expect(files.put(name, Buffer.from('x'))).rejects.toThrow(TypeError);
    await expect(files.get(name)).rejects.toThrow(TypeError);
    await expect(files.remove(name)).rejects.toThrow(TypeError);
    expect(await readdir(folder)).not.toContain('f1');
  });
});

test('a folder that cannot be used is an outage', async () => {
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'files'), 'in the way');
    const files = createFolderFiles(join(folder, 'files'));
    await expect(files.put('f1', Buffer.from('x'))).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(files.get('f1')).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});
