import { createHmac } from 'node:crypto';
import type { Lookup } from '../../records/record-kind.ts';
import { createKeptKey } from '../kept-key.ts';
import type { KeptWhileOptions } from '../kept-while.ts';
import type { Keyring } from '../ports/vault.ts';
import type { Keys } from '../ports.ts';

/** The subject of the key that lookups are made with. */
const SUBJECT = 'index';
/** Bytes of a token: enough that no two lookups ever share one by chance. */
const TOKEN_BYTES = 16;

/** Turns lookups into tokens: the same for the same lookup, and nothing to whoever does not have the key. */
export interface BlindIndex {
  tokens(kind: string, lookups: readonly Lookup[]): Promise<readonly Uint8Array[]>;
}

/**
 * HMAC-SHA-256 under one key for all lookups. Kind and sort are part of what is hashed: a tag and a name of the same
 * letters have nothing in common. Throws what keys and keyring throw.
 */
export function createBlindIndex(
  keys: Keys,
  keyring: Keyring,
  options: Omit<KeptWhileOptions, 'most'>,
): BlindIndex {
  const indexKey = createKeptKey(SUBJECT, keys, keyring, options);
  return {
    async tokens(kind, lookups) {
      if (lookups.length === 0) return [];
      const key = await indexKey();
      return lookups.map(([sort, value]) =>
        createHmac('sha256', key)
          .update(JSON.stringify([kind, sort, value]))
          .digest()
          .subarray(0, TOKEN_BYTES),
      );
    },
  };
}
