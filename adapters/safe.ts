import { createKeptWhile, type KeptWhileOptions } from './kept-while.ts';
import type { Keyring, Safe } from './ports/vault.ts';
import type { Vault } from './ports.ts';
import { SealBroken } from './vault.ts';

/**
 * A vault that knows where the subjects' wrapped keys are: it asks the keyring for each, and remembers it as long as
 * the vault may keep the key itself. The first thing that is sealed for a subject makes its key; of two that are made
 * at once, one is kept and used by both.
 */
export function createSafe(vault: Vault, keyring: Keyring, options: KeptWhileOptions): Safe {
  const kept = createKeptWhile<Uint8Array>(options);

  async function known(subject: string): Promise<Uint8Array | undefined> {
    const remembered = kept.get(subject);
    if (remembered !== undefined) return remembered;
    const found = await keyring.get(subject);
    if (found !== undefined) kept.set(subject, found);
    return found;
  }

  async function made(subject: string): Promise<Uint8Array> {
    const found = await known(subject);
    if (found !== undefined) return found;
    const key = await keyring.add(subject, await vault.newKey(subject));
    kept.set(subject, key);
    return key;
  }

  async function present(subject: string): Promise<Uint8Array> {
    const key = await known(subject);
    if (key === undefined) throw new SealBroken({ subject }, new Error('The subject has no key.'));
    return key;
  }

  return {
    seal: async (subject, place, plain) => vault.seal(subject, await made(subject), place, plain),
    open: async (subject, place, sealed) => vault.open(subject, await present(subject), place, sealed),
    openBytes: async (subject, place, sealed) =>
      vault.openBytes(subject, await present(subject), place, sealed),
  };
}
