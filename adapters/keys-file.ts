import { createSecretKey, randomBytes } from 'node:crypto';
import { type FileHandle, link, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BatonError } from '../engine/errors.ts';
import { gcmOpen, gcmSeal } from './gcm.ts';
import type { Keys } from './ports.ts';
import { SealBroken } from './vault.ts';

const KEY_BYTES = 32;

/** The key file cannot be used: `message` says why and what to do. */
export class KeyFileUnusable extends BatonError {
  readonly code = 'key-file-unusable';
  constructor(path: string, problem: string) {
    super(`The key file ${path} ${problem}.`, { path });
  }
}

/**
 * Data keys wrapped by AES-256-GCM under a key in a file: for local use. The file holds 32 random bytes and
 * belongs to its owner alone (mode 600). Where it is missing it is created, whole or not at all; two processes
 * that do so at once end up with the same key. Throws `KeyFileUnusable` for a file that others can read or of
 * another length: losing or replacing it makes everything sealed unreadable, so nothing is repaired here.
 */
export async function openKeyFile(path: string): Promise<Keys> {
  const master = createSecretKey((await readKey(path)) ?? (await createKey(path)));
  const bound = (subject: string) => ['data-key', subject];
  return {
    async generate(subject) {
      const plain = randomBytes(KEY_BYTES);
      return { plain, wrapped: gcmSeal(master, bound(subject), plain) };
    },
    async unwrap(subject, wrapped) {
      try {
        return gcmOpen(master, bound(subject), wrapped);
      } catch (cause) {
        throw new SealBroken({ subject }, cause);
      }
    },
  };
}

async function readKey(path: string): Promise<Uint8Array | undefined> {
  const file = await openExisting(path);
  if (file === undefined) return undefined;
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new KeyFileUnusable(path, 'is not a file');
    if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) {
      const mode = (status.mode & 0o777).toString(8);
      throw new KeyFileUnusable(path, `has mode ${mode}, so others can use it; set it to 600`);
    }
    const key = await file.readFile();
    if (key.length !== KEY_BYTES) {
      throw new KeyFileUnusable(path, `holds ${key.length} bytes instead of ${KEY_BYTES}; restore it`);
    }
    return key;
  } finally {
    await file.close();
  }
}

async function openExisting(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new KeyFileUnusable(path, `cannot be opened (${codeOf(error)})`);
  }
}

/** Writes a new key beside `path` and links it there: a key that exists already is never written over. */
async function createKey(path: string): Promise<Uint8Array> {
  const key = randomBytes(KEY_BYTES);
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = await open(temporary, 'wx', 0o600).catch((error: unknown) => {
    throw new KeyFileUnusable(path, `cannot be created (${codeOf(error)})`);
  });
  try {
    await file.writeFile(key);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(temporary, path);
    await syncFolder(dirname(path));
    return key;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw new KeyFileUnusable(path, `cannot be created (${codeOf(error)})`);
    const theirs = await readKey(path);
    if (theirs === undefined) throw new KeyFileUnusable(path, 'disappeared while it was created');
    return theirs;
  } finally {
    await unlink(temporary);
  }
}

/** Makes the new name itself durable; some systems cannot open a folder, and need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
