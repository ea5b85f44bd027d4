import type { Files } from '../adapters/ports/files.ts';
import type { Safe } from '../adapters/ports/vault.ts';
import { derivedId } from '../engine/ids.ts';

/** Files of a subject under words of its own: sealed before they leave the process, their names telling nothing. */
export interface SealedFiles {
  put(subject: string, words: readonly string[], bytes: Uint8Array): Promise<void>;
  get(subject: string, words: readonly string[]): Promise<Uint8Array | undefined>;
  remove(subject: string, words: readonly string[]): Promise<void>;
  /** Removes all of a subject's. May be repeated. */
  removeAll(subject: string): Promise<void>;
}

/** The same words name the same file always: what is written again takes the place of what was there. */
export function createSealedFiles(files: Files, safe: Safe): SealedFiles {
  const nameOf = (subject: string, words: readonly string[]) =>
    beginningOf(subject) + idOf(subject, ...words);
  const placeOf = (file: string) => ({ table: 'files', item: file, field: 'content' });
  return {
    async put(subject, words, bytes) {
      const file = nameOf(subject, words);
      await files.put(file, await safe.seal(subject, placeOf(file), bytes));
    },
    async get(subject, words) {
      const file = nameOf(subject, words);
      const sealed = await files.get(file);
      return sealed === undefined ? undefined : safe.openBytes(subject, placeOf(file), sealed);
    },
    remove: (subject, words) => files.remove(nameOf(subject, words)),
    removeAll: (subject) => files.removeAll(beginningOf(subject)),
  };
}

/** What the names of all of a subject's files begin with. */
export function beginningOf(subject: string): string {
  return idOf(subject);
}

function idOf(subject: string, ...words: readonly string[]): string {
  return derivedId({ kind: 'system', id: subject }, 'file', ...words);
}
