import { describe, expect, test } from 'vitest';
import { dying } from '../../adapters/dying.ts';
import { closedMatter, traces } from './closed-matter.ts';
import { DAY, type Office, withOffice } from './office.ts';

/** More writes than the retirement of one matter with all that is about it makes. */
const MOST_WRITES = 52;

/** One that may go, one that has ended too late, and one that goes on: each with something written about it. */
async function scene(office: Office) {
  const over = await closedMatter(office, 'c-1', 'key');
  office.world.pass(20 * DAY);
  const late = await closedMatter(office, 'c-1');
  const alive = await office.begin('c-1');
  await office.send(alive, 'ask');
  await office.write(`instance/${alive}`, 'c-1');
  await office.write('customer/c-1', 'c-1');
  office.world.pass(10 * DAY);
  return { over, late, alive };
}

/** Everything that is not about this instance. */
const others = async ({ stored }: Office, instance: string) =>
  (await stored()).filter((item) => !item.includes(instance) && !isAbout(item));
/** Versions of what is about an instance name it; their moments on a timeline name only themselves. */
const isAbout = (item: string) => /record-[1-6]\b/.test(item);

/** Dies before a write, at whatever that leads to. */
async function killed(office: Office, writes: number): Promise<boolean> {
  try {
    await office.retire(dying(office.world.store, writes));
    return false;
  } catch {
    return true;
  }
}

test('the writes of a retirement are fewer than are tried here', async () => {
  await withOffice(async (office) => {
    await scene(office);
    expect(await killed(office, MOST_WRITES)).toBe(false);
  });
});

describe.each(Array.from({ length: MOST_WRITES }, (_, n) => n))(
  'a walk killed before its write %i',
  (writes) => {
    test('leaves nothing that looks alive; the next one goes on, and touches nothing else', async () => {
      await withOffice(async (office) => {
        const { world } = office;
        const { over } = await scene(office);
        const ended = await world.engine.head(over);
        const before = await others(office, over);
        await killed(office, writes);
        const head = await world.journal.head(over);
        if (head !== undefined) expect(head).toEqual(ended);
        expect(await others(office, over)).toEqual(before);
        // What goes on in the meantime brings nothing back: neither the sweep, nor reconciliation, nor an old message.
        await world.sweep();
        await world.reconcile({ redrive: true });
        await world.perform({ kind: 'relay', instance: over, anew: true });
        await world.work();
        if (head === undefined) expect(await world.journal.head(over)).toBeUndefined();
        await office.retire();
        expect(await traces(office, over)).toEqual([]);
        expect(await others(office, over)).toEqual(before);
        expect([world.parked, world.tries]).toEqual([[], []]);
        expect(await office.retire()).toBe(0);
      });
    });

    test('loses no other life that begins under the same key in the meantime', async () => {
      await withOffice(async (office) => {
        const { world } = office;
        const { over } = await scene(office);
        const ended = await world.engine.head(over);
        await killed(office, writes);
        const first = await world.journal.at(over, 1);
        const { entry, repeated } = await world.engine.start({
          ...{ process: 'matter', input: { customer: 'c-1' }, key: 'key' },
          who: { kind: 'caller', id: 'test' },
        });
        // Until its first entry is gone, the key still stands for the instance that has ended.
        expect([repeated, entry.createdAt === ended.createdAt]).toEqual(Array(2).fill(first !== undefined));
        await office.retire();
        if (repeated) return expect(await world.journal.head(over)).toBeUndefined();
        expect(await world.journal.head(over)).toEqual(entry);
        await world.reconcile();
        await world.work();
        await office.send(over, 'ask');
        expect(await world.projection.get(over)).toMatchObject({ status: 'active', relayed: 2 });
      });
    });
  },
);
