import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createLinks, type Links } from '../../adapters/links.ts';
import type { Keyring } from '../../adapters/ports/vault.ts';
import type { Keys } from '../../adapters/ports.ts';
import { seed } from '../engine/seed.ts';

/** Keys that are what their name and a number say. */
const keysOf = (number: number): Keys => ({
  generate: async (subject) => {
    const plain = Buffer.alloc(32, `${subject}${number}`);
    return { plain, wrapped: plain };
  },
  unwrap: async (_, wrapped) => wrapped,
});

function openLinks(number = 1): Links {
  const kept = new Map<string, Uint8Array>();
  const keyring: Keyring = {
    get: async (subject) => kept.get(subject),
    async add(subject, wrapped) {
      kept.set(subject, kept.get(subject) ?? wrapped);
      return kept.get(subject) ?? wrapped;
    },
  };
  return createLinks(keysOf(number), keyring, { now: () => 0, keepMs: 0 });
}

const links = openLinks();
let token: string;
beforeAll(async () => {
  token = (await links.signer()).sign('u', ['c-1', 'email', 'i-1']);
});

describe('a link', () => {
  test('says what it said, and stands in a path as it is', async () => {
    expect(await links.read('u', token)).toEqual(['c-1', 'email', 'i-1']);
    expect(token).toMatch(/^[\w.-]{40,70}$/);
  });

  test('is read by whoever has the key, and by nobody with another', async () => {
    expect(await openLinks().read('u', token)).toEqual(['c-1', 'email', 'i-1']);
    expect(await openLinks(2).read('u', token)).toBeUndefined();
  });

  test('of one sort is none of another', async () => {
    expect(await links.read('c', token)).toBeUndefined();
  });

  test('is refused after any change of any character', async () => {
    const change = fc
      .tuple(fc.nat({ max: 200 }), fc.constantFrom(...'ABCxyz019-_.= /%', ''))
      .map(([at, with_]) => {
        const place = at % token.length;
        return token.slice(0, place) + with_ + token.slice(place + 1);
      });
    await fc.assert(
      fc.asyncProperty(change, async (changed) => {
        expect(await links.read('u', changed)).toEqual(
          changed === token ? ['c-1', 'email', 'i-1'] : undefined,
        );
      }),
      { seed, numRuns: 500 },
    );
  });

  test('whose last character stands for the same bytes is refused all the same', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const others = [...alphabet].map((last) => token.slice(0, -1) + last).filter((one) => one !== token);
    const read = await Promise.all(others.map((one) => links.read('u', one)));
    expect(read.filter((one) => one !== undefined)).toEqual([]);
  });

  test.each([
    '',
    '.',
    'x',
    `${'A'.repeat(9000)}.${'A'.repeat(22)}`,
    'a.b.c',
    '%00',
    '../u',
    `.${'A'.repeat(22)}`,
  ])('of nothing that was signed: %j', async (given) => {
    expect(await links.read('u', given)).toBeUndefined();
  });

  test('that says too much is refused when it is made', async () => {
    const { sign } = await links.signer();
    expect(() => sign('c', ['x'.repeat(2000)])).toThrow(RangeError);
  });
});
