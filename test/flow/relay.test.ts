import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Entry, keyOf } from '../../engine/entry.ts';
import type { Message } from '../../engine/ports.ts';
import { createDice } from '../local/dice.ts';
import { effectKeys, openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Seven revisions: one effect of each kind, and a timer that is due soon. */
async function errand(): Promise<readonly Entry[]> {
  const instance = await world.begin();
  for (const type of ['ask', 'hurry', 'demand', 'hurry', 'wait', 'hurry']) await world.send(instance, type);
  return world.commits;
}

const instanceOf = (entries: readonly Entry[]) => entries[0]?.instance ?? '';
const relayed = async (entries: readonly Entry[]) =>
  (await world.projection.get(instanceOf(entries)))?.relayed;
const handed = () => world.queue.waiting().map(({ message }) => message);
const keysHanded = (kind: Message['kind']) =>
  handed().flatMap((message) =>
    message.kind === kind && message.kind !== 'relay' ? [keyOf(message.instance, message)] : [],
  );

/** Everything is handed on at least once, and the projection stands where the journal does. */
async function expectHandedOn(entries: readonly Entry[]): Promise<void> {
  const head = entries.at(-1);
  const item = await world.projection.get(instanceOf(entries));
  expect(item).toMatchObject({ revision: entries.length, relayed: entries.length, status: head?.status });
  expect(item?.states).toEqual(['hurrying']);
  expect(new Set(keysHanded('effect'))).toEqual(new Set(effectKeys(entries)));
  expect(new Set(keysHanded('timer'))).toEqual(
    new Set(head?.timers.map((timer) => keyOf(instanceOf(entries), timer))),
  );
}

describe('a relay', () => {
  test('hands each record on once and in order, and brings the projection along', async () => {
    const entries = await errand();
    await world.follow();
    await expectHandedOn(entries);
    expect(keysHanded('effect')).toEqual(effectKeys(entries));
    expect(handed()).toHaveLength(3);
  });

  test('takes a batch as one', async () => {
    const entries = await errand();
    await world.relay.relay(instanceOf(entries), entries);
    await expectHandedOn(entries);
    expect(handed()).toHaveLength(3);
  });

  test('needs no records at all', async () => {
    const entries = await errand();
    await world.relay.relay(instanceOf(entries));
    await expectHandedOn(entries);
  });

  test('reads what is missing from the journal, however much it is', async () => {
    const entries = await errand();
    const instance = instanceOf(entries);
    for (let n = 0; n < 120; n++) await world.send(instance, 'add', { n: 1 });
    await world.relay.relay(instance, entries.slice(-1));
    await expectHandedOn(entries);
  });

  test.each([
    { name: 'a gap at the start', pick: [2, 3, 4, 5, 6] },
    { name: 'a gap inside', pick: [0, 1, 4, 5, 6] },
    { name: 'its end missing', pick: [0, 1, 2] },
    { name: 'records twice', pick: [0, 0, 1, 1, 2, 3, 4, 5, 6] },
    { name: 'records out of order', pick: [3, 1, 0, 2, 6, 5, 4] },
    { name: 'the newest first', pick: [6, 5, 4, 3, 2, 1, 0] },
    { name: 'one alone', pick: [6] },
  ])('makes up for a batch with $name', async ({ pick }) => {
    const entries = await errand();
    const batch = pick.flatMap((n) => entries[n] ?? []);
    await world.relay.relay(instanceOf(entries), batch);
    // A contiguous part is taken as it is; the doorbell for the rest rings later.
    await world.relay.relay(instanceOf(entries), entries.slice(-1));
    await expectHandedOn(entries);
  });

  test('hands old records on again, but never takes the projection back', async () => {
    const entries = await errand();
    await world.follow();
    for (const entry of entries) {
      await world.relay.relay(entry.instance, [entry]);
      expect(await relayed(entries)).toBe(entries.length);
    }
    await expectHandedOn(entries);
  });

  test('leaves the projection where it was while the queue is away', async () => {
    const entries = await errand();
    const [first, ...rest] = entries;
    await world.relay.relay(instanceOf(entries), first && [first]);
    world.queue.away = true;
    await expect(world.relay.relay(instanceOf(entries), rest)).rejects.toThrow('away');
    expect([await relayed(entries), handed()]).toEqual([1, []]);
    world.queue.away = false;
    await world.relay.relay(instanceOf(entries), rest);
    await expectHandedOn(entries);
  });

  test('twice at once on one instance hands everything on and leaves one projection', async () => {
    const entries = await errand();
    const other = world.another();
    for (const [mine, theirs] of [
      [entries, entries],
      [entries.slice(0, 3), entries.slice(3)],
      [entries.slice(3), entries.slice(0, 5)],
      [entries.slice(6), entries.slice(6)],
    ]) {
      await world.projection.remove(instanceOf(entries));
      world.queue.lose();
      await Promise.all([
        world.relay.relay(instanceOf(entries), mine),
        other.relay(instanceOf(entries), theirs),
        world.relay.relay(instanceOf(entries)),
      ]);
      await expectHandedOn(entries);
    }
  });

  test('hands on everything, whatever the stream does to its records', async () => {
    const entries = await errand();
    const dice = createDice('stream');
    for (let round = 0; round < 20; round++) {
      await world.projection.remove(instanceOf(entries));
      world.queue.lose();
      const batches = Array.from({ length: dice.whole(1, 5) }, () =>
        Array.from({ length: dice.whole(0, 4) }, () => dice.whole(0, entries.length - 1)).flatMap(
          (n) => entries[n] ?? [],
        ),
      );
      const relays = [...batches, entries.slice(-1)].map((batch) =>
        world.relay.relay(instanceOf(entries), batch),
      );
      await Promise.all(relays);
      await expectHandedOn(entries);
    }
  });
});
