import { describe, expect, test } from 'vitest';
import { noteKind } from '../../../records/kinds/note.ts';
import { seed } from '../../engine/seed.ts';
import { createDice } from '../../local/dice.ts';
import { called, type Shelf, who, withShelf } from './shelf.ts';

const LONG = 300_000;
const CUSTOMERS = 60;

describe(`merging customers at random (BATON_SEED=${seed})`, () => {
  test(
    'loses no customer, no note and no moment, and nobody is two',
    async () => {
      console.log(`BATON_SEED=${seed}`);
      const dice = createDice('merging');
      await withShelf(async (shelf) => {
        const { customers, records, timeline } = shelf;
        const ids = Array.from({ length: CUSTOMERS }, (_, n) => `c${n}`);
        await Promise.all(
          ids.map(async (id, n) => {
            const content = called(`Name${n}`, { email: `${id}@example.com`, tags: [id] });
            await customers.create({ id, content, who, at: 1000 + n });
            const note = { about: `customer/${id}`, text: `about ${id}` };
            await records
              .of(noteKind)
              .create({ id: `n${n}`, content: note, subject: `customer/${id}`, who, at: 2000 });
          }),
        );
        // Several at once, into each other, of what was merged already: whatever comes.
        for (let round = 0; round < 12; round++) {
          const pairs = Array.from({ length: 5 }, () => ({
            ...{ survivor: dice.among(ids), duplicate: dice.among(ids) },
            take: dice.below(2) ? (['name'] as const) : [],
          }));
          await Promise.all(pairs.map((pair) => customers.merge(pair, who)));
        }

        const standing = new Map<string, string[]>();
        for (const id of ids) {
          const found = await customers.get(id);
          expect([id, found?.id === id || found?.content.merged?.includes(id)]).toEqual([id, true]);
          standing.set(found?.id ?? '', [...(standing.get(found?.id ?? '') ?? []), id]);
          for (const search of [
            { email: `${id}@example.com` },
            { tag: id },
            { name: `Name${id.slice(1)}` },
          ]) {
            const { items } = await customers.search(search, { limit: 100 });
            expect([search, items.map((one) => one.id).filter((one) => one === found?.id)]).toEqual([
              search,
              [found?.id],
            ]);
          }
        }
        const { items } = await customers.search({}, { limit: 100 });
        expect(items.map(({ id }) => id).sort()).toEqual([...standing.keys()].sort());
        expect(standing.size).toBeLessThan(CUSTOMERS - 10);
        for (const [survivor, members] of standing) {
          expect([...(await customers.idsOf(survivor))].sort()).toEqual([...members].sort());
          const moments = await everyMoment(shelf, members);
          for (const member of members) {
            expect(moments).toContain(`note n${member.slice(1)} 1`);
            expect(moments).toContain(`customer ${member} 1`);
          }
          expect(await timeline.newest(members)).toBeGreaterThanOrEqual(2000);
        }
      });
    },
    LONG,
  );
});

async function everyMoment({ timeline }: Shelf, ids: readonly string[]): Promise<readonly string[]> {
  const moments: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await timeline.page(ids, 7, cursor);
    moments.push(...page.items.map(({ kind, id, revision }) => `${kind} ${id} ${revision}`));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return moments;
}
