import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreUnavailable } from '../engine/errors.ts';
import type { Files } from './ports/files.ts';
import { writeWhole } from './write-whole.ts';

/** Files in a folder of their owner’s alone. A killed writer leaves nothing under a file's name, or all of it. */
export function createFolderFiles(folder: string): Files {
  return {
    put: (name, bytes) =>
      reaching(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeWhole(join(folder, checked(name)), bytes);
      }),
    get: (name) =>
      reaching(() =>
        readFile(join(folder, checked(name))).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return undefined;
          throw error;
        }),
      ),
    remove: (name) => reaching(() => rm(join(folder, checked(name)), { force: true })),
    removeAll: (beginning) =>
      reaching(async () => {
        const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return [];
          throw error;
        });
        const wanted = names.filter((name) => name.startsWith(checked(beginning)));
        for (const name of wanted) await rm(join(folder, name), { force: true });
      }),
  };
}

/** Names are ids: none leads out of the folder. */
function checked(name: string): string {
  if (!/^[0-9a-z]+$/.test(name)) throw new TypeError('A file is named by an id.');
  return name;
}

async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof TypeError ? error : new StoreUnavailable(error);
  }
}
