import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeWhole } from './write-whole.ts';

/** As `writeWhole`, where there is no such file yet. Its folder is made where it is missing. */
export async function writeOnce(path: string, content: () => Promise<Buffer> | Buffer): Promise<void> {
  if (await exists(path)) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeWhole(path, await content());
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
