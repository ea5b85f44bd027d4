import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Entry } from '../../engine/entry.ts';
import { TooLarge } from '../../engine/errors.ts';
import type { Journal } from '../../engine/ports.ts';
import { anyEntry, entryOf } from './entries.ts';

/** What every journal does. `open` gives an empty one. */
export function journalContract(
  name: string,
  open: () => Promise<{ readonly journal: Journal; close(): Promise<void> }>,
): void {
  describe(`the journal contract: ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let journal: Journal;
    beforeAll(async () => {
      opened = await open();
      journal = opened.journal;
    });
    afterAll(() => opened.close());

    test('an instance without entries has no head and nothing to read', async () => {
      expect(await journal.head('none')).toBeUndefined();
      expect(await journal.at('none', 1)).toBeUndefined();
      expect(await journal.read('none', 1, 10)).toEqual([]);
      expect(await journal.findIndexed('none', 'e-1')).toBeUndefined();
      expect(await journal.findIndexed('none', '')).toBeUndefined();
    });

    test('gives back every entry as it was appended', async () => {
      let number = 0;
      await fc.assert(
        fc.asyncProperty(anyEntry, async (drawn) => {
          number += 1;
          const entry = { ...drawn, instance: `any-${number}-${drawn.instance}` };
          expect(await journal.append(entry)).toBe('appended');
          expect(await journal.head(entry.instance)).toStrictEqual(entry);
          expect(await journal.at(entry.instance, entry.revision)).toStrictEqual(entry);
        }),
        { numRuns: 50 },
      );
    });

    test('one revision is written once: another commit is a conflict, the same one had succeeded', async () => {
      const first = entryOf({ instance: 'once', commit: 'ours' });
      expect(await journal.append(first)).toBe('appended');
      expect(await journal.append({ ...first, commit: 'theirs', status: 'failed' })).toBe('conflict');
      expect(await journal.append(first)).toBe('appended');
      expect(await journal.head('once')).toStrictEqual(first);
    });

    test('of many writers of one revision, one appends', async () => {
      const writers = Array.from({ length: 20 }, (_, n) => entryOf({ instance: 'race', commit: `c-${n}` }));
      const outcomes = await Promise.all(writers.map((entry) => journal.append(entry)));
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
      const winner = writers[outcomes.indexOf('appended')];
      expect(await journal.head('race')).toStrictEqual(winner);
    });

    test('the head is the newest by number, and reading goes in order from where it is told', async () => {
      const entries = await chain(journal, 'long', 12);
      expect(await journal.head('long')).toStrictEqual(entries[11]);
      expect(await journal.read('long', 1, 100)).toStrictEqual(entries);
      expect(await journal.read('long', 9, 2)).toStrictEqual(entries.slice(8, 10));
      expect(await journal.read('long', 12, 5)).toStrictEqual(entries.slice(11));
      expect(await journal.read('long', 13, 5)).toEqual([]);
      expect(await journal.read('long', 1, 0)).toEqual([]);
    });

    test('a read longer than a page of the store is whole', async () => {
      const entries = await chain(journal, 'wide', 14, 150_000);
      expect(await journal.read('wide', 1, 13)).toStrictEqual(entries.slice(0, 13));
    });

    test('finds an indexed event by its id, and only in its own instance', async () => {
      const event = (id: string) => ({ type: 'pay', id, who: { kind: 'caller', id: 'c' } }) as const;
      const kept = entryOf({ instance: 'found', revision: 1, event: event('plain') });
      const indexed = entryOf({ instance: 'found', revision: 2, event: event('late'), indexed: true });
      const later = entryOf({ instance: 'found', revision: 3, event: event('later'), indexed: true });
      for (const entry of [kept, indexed, later]) await journal.append(entry);
      expect(await journal.findIndexed('found', 'late')).toStrictEqual(indexed);
      expect(await journal.findIndexed('found', 'plain')).toBeUndefined();
      expect(await journal.findIndexed('elsewhere', 'late')).toBeUndefined();
    });

    test('what does not fit is refused before it is sent, saying by how much', async () => {
      const limit = 400 * 1024;
      const event = { type: 'note', id: 'e-é', who: { kind: 'caller', id: 'c' } } as const;
      const sized = (bytes: number): Entry =>
        entryOf({ instance: 'large', revision: 2, event, indexed: true, snapshot: 'x'.repeat(bytes) });
      const refusal = await journal.append(sized(limit)).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(TooLarge);
      const over = Number((refusal as TooLarge).details.bytes) - limit;
      expect(over).toBeGreaterThan(0);
      await expect(journal.append(sized(limit - over + 1))).rejects.toMatchObject({
        code: 'too-large',
        details: { instance: 'large', bytes: limit + 1, limit },
      });
      expect(await journal.head('large')).toBeUndefined();
      expect(await journal.append(sized(limit - over))).toBe('appended');
    });
  });

  describe(`the journal contract, heads: ${name}`, () => {
    const expected = new Map<string, number>();
    let opened: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      opened = await open();
      for (let n = 0; n < 60; n++) {
        // Some instances are longer than a page of the store.
        const long = n % 20 === 7;
        const length = long ? 12 : (n % 3) + 1;
        await chain(opened.journal, `h-${n}`, length, long ? 200_000 : 20_000);
        expected.set(`h-${n}`, length);
      }
    });
    afterAll(() => opened.close());

    test.each([1, 4, 7])('%i segments tell each instance once, with its newest revision', async (of) => {
      const told: [string, number][] = [];
      let pages = 0;
      for (let segment = 0; segment < of; segment++) {
        let next: string | undefined;
        do {
          const page = await opened.journal.heads(segment, of, next);
          told.push(...page.heads.map((head): [string, number] => [head.instance, head.revision]));
          next = page.next;
          pages += 1;
        } while (next !== undefined);
      }
      expect(told).toHaveLength(60);
      expect(new Map(told)).toEqual(expected);
      expect(pages).toBeGreaterThan(of);
    });

    test('an empty journal has none', async () => {
      const { journal, close } = await open();
      expect(await journal.heads(0, 1)).toEqual({ heads: [] });
      await close();
    });
  });
}

async function chain(journal: Journal, instance: string, length: number, bytes = 10): Promise<Entry[]> {
  const entries = Array.from({ length }, (_, n) =>
    entryOf({ instance, revision: n + 1, snapshot: 's'.repeat(bytes) }),
  );
  for (const entry of entries) expect(await journal.append(entry)).toBe('appended');
  return entries;
}
