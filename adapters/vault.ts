import { createSecretKey, type KeyObject } from 'node:crypto';
import { BatonError } from '../engine/errors.ts';
import { gcmOpen, gcmSeal } from './gcm.ts';
import { createKeptWhile, type KeptWhileOptions } from './kept-while.ts';
import type { Keys, Place, Vault } from './ports.ts';

/** Sealed bytes, their key and their place do not belong together: altered, moved, or of another key. */
export class SealBroken extends BatonError {
  readonly code = 'seal-broken';
  constructor(details: Readonly<Record<string, unknown>>, cause: unknown) {
    super('A sealed value does not open: its bytes, its key or its place have changed.', details, { cause });
  }
}

/**
 * Seals personal fields by AES-256-GCM under a data key per subject. Table, item and field are bound into what
 * is sealed. Unwrapped data keys stay in memory for `keepMs`, at most `most` of them. Errors of `keys` (the
 * key service is out of reach) pass through and are not kept.
 */
export function createVault(keys: Keys, options: KeptWhileOptions): Vault {
  const kept = createKeptWhile<Promise<KeyObject>>(options);

  function dataKey(subject: string, wrapped: Uint8Array): Promise<KeyObject> {
    const name = nameOf(subject, wrapped);
    const found = kept.get(name);
    if (found !== undefined) return found;
    const key = keys.unwrap(subject, wrapped).then((plain) => createSecretKey(plain));
    kept.set(name, key);
    key.catch(() => {
      if (kept.get(name) === key) kept.delete(name);
    });
    return key;
  }

  async function openBytes(subject: string, wrapped: Uint8Array, place: Place, sealed: Uint8Array) {
    const key = await dataKey(subject, wrapped);
    try {
      return gcmOpen(key, bound(place), sealed);
    } catch (cause) {
      throw new SealBroken({ ...place }, cause);
    }
  }

  return {
    async newKey(subject) {
      const { plain, wrapped } = await keys.generate(subject);
      kept.set(nameOf(subject, wrapped), Promise.resolve(createSecretKey(plain)));
      return wrapped;
    },

    async seal(subject, wrapped, place, plain) {
      const bytes = typeof plain === 'string' ? Buffer.from(plain) : plain;
      return gcmSeal(await dataKey(subject, wrapped), bound(place), bytes);
    },

    openBytes,

    async open(subject, wrapped, place, sealed) {
      return Buffer.from(await openBytes(subject, wrapped, place, sealed)).toString();
    },
  };
}

function bound({ table, item, field }: Place): readonly string[] {
  return [table, item, field];
}

/** A key is only found again under its own subject: another's must fail at the unwrapping. */
function nameOf(subject: string, wrapped: Uint8Array): string {
  return `${Buffer.from(wrapped).toString('base64')} ${subject}`;
}
