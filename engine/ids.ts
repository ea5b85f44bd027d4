import { hash } from 'node:crypto';
import type { Token, Who } from './entry.ts';

/** Crockford's base 32 in lower case: no i, l, o, u; safe in URLs, read aloud without doubt. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The id that these words of this caller name, always the same: 26 characters, 128 bits. */
export function derivedId(who: Who, ...words: readonly string[]): string {
  return toId(hash('sha256', JSON.stringify([who.kind, who.id, ...words]), 'buffer'));
}

/** The id of the instance that a parent starts under this token. */
export function childId(parent: string, { revision, index }: Token): string {
  return derivedId({ kind: 'instance', id: parent }, String(revision), String(index));
}

/** The URL-safe id of a task of an instance. */
export function taskId(instance: string, { revision, index }: Token): string {
  return `${instance}-${revision}-${index}`;
}

/** Which task an id names; undefined where it is none. */
export function fromTaskId(id: string): ({ readonly instance: string } & Token) | undefined {
  const [, instance, revision, index] = /^(.+)-([1-9]\d{0,8})-(\d{1,8})$/.exec(id) ?? [];
  if (instance === undefined) return undefined;
  return { instance, revision: Number(revision), index: Number(index) };
}

/** The first 128 bits as 26 URL-safe characters. */
export function toId(bytes: Uint8Array): string {
  let id = '';
  let value = 0;
  let bits = 0;
  for (const byte of bytes.subarray(0, 16)) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      id += ALPHABET[(value >> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return id + ALPHABET[(value << (5 - bits)) & 31];
}
