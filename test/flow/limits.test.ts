import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TooLarge } from '../../engine/errors.ts';
import { contextOf, who } from './engines.ts';
import { openWorld, type World } from './world.ts';

const LONG = 300_000;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe('one instance', { timeout: LONG }, () => {
  test('takes 5,000 events in a burst, and 10,000 revisions in all, each event once', async () => {
    const instance = await world.begin();
    const burst = Array.from({ length: 5000 }, (_, n) => world.send(instance, 'add', { n: 1 }, `burst ${n}`));
    await Promise.all(burst);
    for (let n = 0; n < 4999; n++) await world.send(instance, 'add', { n: 1 }, `event ${n}`);
    const head = await world.engine.head(instance);
    expect([head.revision, contextOf(head).total]).toEqual([10_000, 9999]);
    // The first, one of the middle and the last, again: found by what the head remembers, and by the index.
    for (const id of ['burst 0', 'burst 4321', 'event 4998']) {
      expect((await world.send(instance, 'add', { n: 1 }, id)).repeated).toBe(true);
    }
    expect((await world.engine.head(instance)).revision).toBe(10_000);
    expect(await world.engine.verify(instance)).toMatchObject({ intact: true, revisions: 10_000 });
    await world.relay.relay(instance);
    expect(await world.projection.get(instance)).toMatchObject({ revision: 10_000, relayed: 10_000 });
    expect(head.seen.length).toBe(32 * 11);
  });

  test('a burst from several processes at once loses nothing', async () => {
    const instance = await world.begin();
    const others = Array.from({ length: 5 }, () => world.process());
    await Promise.all(
      Array.from({ length: 250 }, (_, n) =>
        others[n % others.length]?.send({ instance, event: { type: 'add', n: 1 }, id: `event ${n}`, who }),
      ),
    );
    expect(contextOf(await world.engine.head(instance)).total).toBe(250);
  });
});

describe('an entry', { timeout: LONG }, () => {
  test('may come near 400 KB, and is refused by how much it is above', async () => {
    const instance = await world.begin();
    const keep = (characters: number) => world.send(instance, 'keep', { text: 'x'.repeat(characters) });
    // The text stands in it twice: in the event, and in the context.
    await keep(203_000);
    const head = await world.engine.head(instance);
    expect(head.revision).toBe(2);
    const refused = await keep(205_000).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TooLarge);
    const { bytes, limit } = (refused as TooLarge).details as { bytes: number; limit: number };
    expect([limit, bytes > limit, bytes < 420_000]).toEqual([409_600, true, true]);
    expect(await world.engine.head(instance)).toEqual(head);
    await world.follow();
    expect(await world.projection.get(instance)).toMatchObject({ relayed: 2 });
    await keep(1);
    expect((await world.engine.verify(instance)).intact).toBe(true);
  });
});
