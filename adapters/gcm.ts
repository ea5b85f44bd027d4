import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

/** The first byte of everything sealed: which layout and cipher. */
const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under a fresh random 12-byte IV, with `bound` as associated data. Layout: one byte of format,
 * IV, ciphertext, 16-byte tag.
 */
export function gcmSeal(key: KeyObject, bound: readonly string[], plain: Uint8Array): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated(bound));
  return Buffer.concat([
    Buffer.from([FORMAT]),
    iv,
    cipher.update(plain),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** What `gcmSeal` sealed. Throws where the bytes, the key or `bound` are not the same. */
export function gcmOpen(key: KeyObject, bound: readonly string[], sealed: Uint8Array): Uint8Array {
  if (sealed.length < 1 + IV_BYTES + TAG_BYTES || sealed[0] !== FORMAT) {
    throw new Error('These are not sealed bytes of a known format.');
  }
  const body = sealed.subarray(1 + IV_BYTES, -TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(associated(bound));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

/** Unambiguous: as a JSON array, no two lists of texts look the same. */
function associated(bound: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(bound));
}
