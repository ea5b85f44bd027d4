import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../../adapters/attributes.ts';
import { decodeEntry, encodeEntry } from '../../adapters/journal-item.ts';
import { anyEntry, entryOf } from './entries.ts';

describe('the wire format of the journal', () => {
  test('gives back every entry exactly', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        expect(decodeEntry(encodeEntry(entry))).toStrictEqual(entry);
      }),
      { numRuns: 1000 },
    );
  });

  test("gives back every entry from a stream's image, whose bytes are base64 text", () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        expect(decodeEntry(imageOf(encodeEntry(entry)))).toStrictEqual(entry);
      }),
    );
  });

  test('keeps the order of keys, over which the hash is taken', () => {
    const payload = { z: 1, a: { y: 2, b: 3 } };
    const event = { type: 'pay', payload, who: { kind: 'caller', id: 'c' } } as const;
    const decoded = decodeEntry(encodeEntry(entryOf({ event })));
    expect(JSON.stringify(decoded.event.payload)).toBe(JSON.stringify(payload));
  });

  test('stores digests as bytes, an input once, and leaves out what is empty', () => {
    const effect = { revision: 1, index: 0, mark: 'k7q2mz', id: '0.order.notifying', src: 'notifyCustomer' };
    const item = encodeEntry(
      entryOf({
        effects: [{ ...effect, input: { customer: 'c-1' } }],
        pending: [{ ...effect, deadlineAt: 1_760_000_600_001 }],
      }),
    );
    expect(item.h?.B).toHaveLength(32);
    expect(Object.keys(item).sort()).toEqual(['d', 'h', 'instance', 'revision', 's']);
    expect(JSON.parse(item.d?.S ?? '')).toEqual({
      p: 'order',
      v: 1,
      a: 1_760_000_000_001,
      t: 'xstate.init',
      w: 'local',
      f: [[0, { customer: 'c-1' }]],
      g: [[1, 0, '0.order.notifying', 'notifyCustomer', 600_000, 'k7q2mz']],
      b: 'commit-1',
    });
  });

  test('an id goes to the index only where the entry says so', () => {
    const event = { type: 'pay', id: 'e-33', who: { kind: 'caller', id: 'c' } } as const;
    expect(encodeEntry(entryOf({ event })).x).toBeUndefined();
    expect(encodeEntry(entryOf({ event, indexed: true })).x).toEqual({ S: 'e-33' });
  });
});

/** What Lambda hands over for an item: JSON, so bytes are base64 text. */
function imageOf(item: Item): Item {
  const image: Record<string, Item[string]> = {};
  for (const [name, value] of Object.entries(item)) {
    image[name] =
      value.B === undefined ? value : { B: Buffer.from(value.B as Uint8Array).toString('base64') };
  }
  return image;
}
