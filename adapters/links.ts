import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { createKeptKey } from './kept-key.ts';
import type { KeptWhileOptions } from './kept-while.ts';
import type { Keyring } from './ports/vault.ts';
import type { Keys } from './ports.ts';

/** The name of the key that links are signed with. */
const NAME = 'links';
/** Bytes of a signature: nobody guesses one. */
const SIGNATURE_BYTES = 16;
/** Characters of a token at most: it goes into a line of a header, and into a path. */
const LONGEST = 2048;

/** What a link says: its sort, `u` or `c`, then texts whose meaning the sort decides. */
export type LinkSort = 'u' | 'c';

/** Signs what links say, so that whoever follows one need not log in; signing itself takes no time and no store. */
export interface Signer {
  /** A token for a path: what it says is readable in it, and cannot be changed. Throws `RangeError` where it is too long. */
  sign(sort: LinkSort, says: readonly string[]): string;
}

/** Tokens of links. They do not expire. */
export interface Links {
  /** Throws what keys and keyring throw. */
  signer(): Promise<Signer>;
  /** What a token of a sort says; undefined where it was not signed here. Throws what keys and keyring throw. */
  read(sort: LinkSort, token: string): Promise<readonly string[] | undefined>;
}

/** HMAC-SHA-256 under one key for all links, sort and all; what it says stands before the signature, as base64url of JSON. */
export function createLinks(keys: Keys, keyring: Keyring, options: Omit<KeptWhileOptions, 'most'>): Links {
  const linkKey = createKeptKey(NAME, keys, keyring, options);
  return {
    async signer() {
      const key = await linkKey();
      return {
        sign(sort, says) {
          const said = Buffer.from(JSON.stringify(says)).toString('base64url');
          const token = `${said}.${signature(key, sort, said).toString('base64url')}`;
          if (token.length > LONGEST) throw new RangeError('What the link says is too long.');
          return token;
        },
      };
    },

    async read(sort, token) {
      const [said, given] = /^([\w-]+)\.([\w-]{22})$/.exec(token)?.slice(1) ?? [];
      if (said === undefined || given === undefined || token.length > LONGEST) return undefined;
      const wanted = signature(await linkKey(), sort, said);
      const bytes = Buffer.from(given, 'base64url');
      // Base64url has more than one way to write some bytes: only the one that was signed counts.
      if (bytes.toString('base64url') !== given || !timingSafeEqual(bytes, wanted)) return undefined;
      return JSON.parse(Buffer.from(said, 'base64url').toString()) as readonly string[];
    },
  };
}

function signature(key: KeyObject, sort: LinkSort, said: string): Buffer {
  return createHmac('sha256', key).update(`${sort}.${said}`).digest().subarray(0, SIGNATURE_BYTES);
}
