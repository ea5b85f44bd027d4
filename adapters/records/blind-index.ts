import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Lookup } from '../../records/record-kind.ts';
import { createKeptWhile, type KeptWhileOptions } from '../kept-while.ts';
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
 * HMAC-SHA-256 under one key for all lookups, which is made when it is first needed, lies wrapped in the keyring, and
 * is kept in memory for a while only. Kind and sort are part of what is hashed: a tag and a name of the same letters
 * have nothing in common. Throws what keys and keyring throw.
 */
export function createBlindIndex(
  keys: Keys,
  keyring: Keyring,
  options: Omit<KeptWhileOptions, 'most'>,
): BlindIndex {
  const kept = createKeptWhile<Promise<KeyObject>>({ ...options, most: 1 });

  async function make(): Promise<KeyObject> {
    const wrapped =
      (await keyring.get(SUBJECT)) ?? (await keyring.add(SUBJECT, (await keys.generate(SUBJECT)).wrapped));
    return createSecretKey(await keys.unwrap(SUBJECT, wrapped));
  }

  function indexKey(): Promise<KeyObject> {
    const found = kept.get(SUBJECT);
    if (found !== undefined) return found;
    const key = make();
    kept.set(SUBJECT, key);
    key.catch(() => kept.delete(SUBJECT));
    return key;
  }

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
