import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** How the key file and the mail folder name what they are still writing. */
const UNFINISHED = /\.[0-9a-f]{12}\.tmp$/;

/** Removes the half-written files of a killed process. For a folder that nobody else writes to. */
export async function removeLeftovers(folder: string): Promise<void> {
  const files = await readdir(folder).catch(() => []);
  await Promise.all(
    files.filter((file) => UNFINISHED.test(file)).map((file) => rm(join(folder, file), { force: true })),
  );
}
