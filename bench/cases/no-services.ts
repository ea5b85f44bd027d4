import { randomBytes } from 'node:crypto';
import type { Files } from '../../adapters/ports/files.ts';
import type { Keys } from '../../adapters/ports.ts';

/** A key service that is none: what KMS costs is no matter of this machine. */
export const keysInClear: Keys = {
  async generate() {
    const plain = randomBytes(32);
    return { plain, wrapped: plain };
  },
  unwrap: async (_, wrapped) => wrapped,
};

/** Keeps nothing. */
export const noFiles: Files = {
  put: () => Promise.resolve(),
  get: () => Promise.resolve(undefined),
  remove: () => Promise.resolve(),
  removeAll: () => Promise.resolve(),
};
