import { createSecretKey, type KeyObject } from 'node:crypto';
import { BatonError } from '../engine/errors.ts';
import { gcmOpen, gcmSeal } from './gcm.ts';
import type { Keys, Place, Vault } from './ports.ts';

/** Sealed bytes, their key and their place do not belong together: altered, moved, or of another key. */
export class SealBroken extends BatonError {
  readonly code = 'seal-broken';
  constructor(details: Readonly<Record<string, unknown>>, cause: unknown) {
    super('A sealed value does not open: its bytes, its key or its place have changed.', details, { cause });
  }
}

export interface VaultOptions {
  /** The clock: epoch milliseconds. */
  readonly now: () => number;
  /** How long an unwrapped data key is kept. */
  readonly keepMs: number;
  /** How many unwrapped data keys are kept at most; the one that was not used for longest goes first. */
  readonly most: number;
}

/**
 * Seals personal fields by AES-256-GCM under a data key per subject. Table, item and field are bound into what
 * is sealed. Unwrapped data keys stay in memory for `keepMs`, at most `most` of them. Errors of `keys` (the
 * key service is out of reach) pass through and are not kept.
 */
export function createVault(keys: Keys, { now, keepMs, most }: VaultOptions): Vault {
  const kept = new Map<string, { readonly key: Promise<KeyObject>; readonly until: number }>();

  function dataKey(subject: string, wrapped: Uint8Array): Promise<KeyObject> {
    const name = nameOf(subject, wrapped);
    const found = kept.get(name);
    if (found && now() < found.until) {
      kept.delete(name);
      kept.set(name, found);
      return found.key;
    }
    const key = keys.unwrap(subject, wrapped).then((plain) => createSecretKey(plain));
    keep(name, key);
    key.catch(() => {
      if (kept.get(name)?.key === key) kept.delete(name);
    });
    return key;
  }

  function keep(name: string, key: Promise<KeyObject>): void {
    kept.delete(name);
    kept.set(name, { key, until: now() + keepMs });
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
  }

  return {
    async newKey(subject) {
      const { plain, wrapped } = await keys.generate(subject);
      keep(nameOf(subject, wrapped), Promise.resolve(createSecretKey(plain)));
      return wrapped;
    },

    async seal(subject, wrapped, place, text) {
      return gcmSeal(await dataKey(subject, wrapped), bound(place), Buffer.from(text));
    },

    async open(subject, wrapped, place, sealed) {
      const key = await dataKey(subject, wrapped);
      try {
        return Buffer.from(gcmOpen(key, bound(place), sealed)).toString();
      } catch (cause) {
        throw new SealBroken({ ...place }, cause);
      }
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
