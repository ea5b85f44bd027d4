import { createSecretKey, type KeyObject } from 'node:crypto';
import { createKeptWhile, type KeptWhileOptions } from './kept-while.ts';
import type { Keyring } from './ports/vault.ts';
import type { Keys } from './ports.ts';

/**
 * One key that is Baton's own and nobody's data key: made when it is first needed, it lies wrapped in the keyring under
 * its name, and is kept in memory for a while only. Throws what keys and keyring throw.
 */
export function createKeptKey(
  name: string,
  keys: Keys,
  keyring: Keyring,
  options: Omit<KeptWhileOptions, 'most'>,
): () => Promise<KeyObject> {
  const kept = createKeptWhile<Promise<KeyObject>>({ ...options, most: 1 });

  async function make(): Promise<KeyObject> {
    const wrapped =
      (await keyring.get(name)) ?? (await keyring.add(name, (await keys.generate(name)).wrapped));
    return createSecretKey(await keys.unwrap(name, wrapped));
  }

  return () => {
    const found = kept.get(name);
    if (found !== undefined) return found;
    const key = make();
    kept.set(name, key);
    key.catch(() => kept.delete(name));
    return key;
  };
}
