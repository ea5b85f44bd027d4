import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shardOf } from '../../adapters/projection-item.ts';
import { contextOf } from './engines.ts';
import { openWorld, type World } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const context = async (instance: string) => contextOf(await world.engine.head(instance));

/** Lets so many minutes pass, with a sweep in each, and what falls due in between handled to the second. */
async function minutes(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await world.sweep();
    const end = world.now() + MINUTE;
    while (world.now() < end) {
      await world.work();
      world.pass(SECOND);
    }
    await world.work();
  }
}

/** An errand that waits three days; the clock stands so long before the end of that. */
async function waiting(before: number): Promise<{ instance: string; dueAt: number }> {
  const instance = await world.begin();
  await world.send(instance, 'wait');
  const dueAt = world.now() + 3 * DAY;
  await world.work();
  world.pass(3 * DAY - before);
  return { instance, dueAt };
}

describe('a timer', () => {
  test('that is far away costs no message and no look until it is near', async () => {
    const { instance } = await waiting(2 * MINUTE);
    expect(world.queue.waiting()).toEqual([]);
    expect(await world.sweep()).toBe(0);
    world.pass(MINUTE);
    expect(await world.sweep()).toBe(1);
    expect(world.queue.waiting()).toMatchObject([
      { message: { kind: 'timer', instance }, dueAt: world.now() + MINUTE },
    ]);
  });

  test('fires when it is due, to the second, and never early', async () => {
    const { instance, dueAt } = await waiting(2 * MINUTE + 500);
    await minutes(4);
    expect((await context(instance)).rings).toBe(1);
    const head = await world.engine.head(instance);
    expect([head.kind, head.at]).toEqual(['timer', dueAt]);
    expect(head.recordedAt ?? head.at).toBeLessThanOrEqual(dueAt + SECOND);
    expect(await world.sweep()).toBe(0);
  });

  test('that is near when it is armed needs no sweep', async () => {
    const { instance } = await waiting(DAY);
    await world.send(instance, 'hurry');
    await world.work();
    world.pass(39 * SECOND);
    await world.work();
    expect((await context(instance)).rings).toBe(0);
    world.pass(SECOND);
    await world.work();
    expect((await context(instance)).rings).toBe(1);
  });

  test('is on time although another event comes just before', async () => {
    const { instance, dueAt } = await waiting(80 * SECOND);
    await world.send(instance, 'add', { n: 1 });
    await world.work();
    await minutes(4);
    const entries = await world.engine.journal(instance, 1, 10);
    const fired = entries.find(({ kind }) => kind === 'timer');
    expect(fired?.recordedAt ?? fired?.at).toBeLessThanOrEqual(dueAt + SECOND);
  });

  test('whose message was lost is handed on again', async () => {
    const { instance, dueAt } = await waiting(MINUTE);
    await world.sweep();
    world.queue.lose();
    await minutes(5);
    expect((await context(instance)).rings).toBe(1);
    const head = await world.engine.head(instance);
    expect([head.at, Number(head.recordedAt) - dueAt < 4 * MINUTE]).toEqual([dueAt, true]);
  });

  test('fires once, when two sweeps hand it on and each message comes twice', async () => {
    const { instance } = await waiting(MINUTE);
    await Promise.all([world.sweep(), world.sweep()]);
    const messages = world.queue.waiting().map(({ message }) => message);
    expect(messages.length).toBeGreaterThanOrEqual(1);
    world.pass(MINUTE);
    await Promise.all([...messages, ...messages].map((message) => world.perform(message)));
    await world.work();
    expect((await context(instance)).rings).toBe(1);
    expect(world.commits.filter(({ kind }) => kind === 'timer')).toHaveLength(1);
  });

  test('fires late, at its own time, when nobody swept for a day', async () => {
    const { instance, dueAt } = await waiting(MINUTE);
    world.pass(DAY);
    await world.sweep();
    await world.work();
    expect(await world.engine.head(instance)).toMatchObject({ at: dueAt, recordedAt: world.now() });
  });

  test('that a message brings too early goes back into the queue', async () => {
    const { instance } = await waiting(MINUTE);
    await world.perform({ kind: 'timer', instance, revision: 2, index: 0 });
    expect(world.queue.waiting()).toMatchObject([{ dueAt: world.now() + MINUTE }]);
    expect((await context(instance)).rings).toBe(0);
  });

  test('of a state that was left is no longer looked at', async () => {
    const { instance } = await waiting(MINUTE);
    await world.send(instance, 'hurry');
    await world.work();
    world.pass(MINUTE);
    await world.work();
    expect((await context(instance)).rings).toBe(1);
    expect([await world.sweep(), world.queue.waiting()]).toEqual([0, []]);
  });
});

describe('a sweep', () => {
  test('goes through more than one page of a shard while the clock moves', async () => {
    await world.close();
    world = await openWorld({ drift: 1 });
    const { instance } = await waiting(0);
    const item = await world.projection.get(instance);
    if (item === undefined) throw new Error('There is no projection.');
    // So many more in the same shard, whose journals are gone: each is looked at, and removed.
    const ghosts: string[] = [];
    for (let n = 0; ghosts.length < 450; n++) {
      if (shardOf(`ghost-${n}`) === shardOf(instance)) ghosts.push(`ghost-${n}`);
    }
    for (const ghost of ghosts) {
      await world.projection.put({ ...item, instance: ghost, due: world.now() - 1 }, undefined);
    }
    expect(await world.sweep()).toBe(451);
    expect(await world.projection.get(ghosts[449] ?? '')).toBeUndefined();
    await world.work();
    expect((await context(instance)).rings).toBe(1);
  }, 120_000);

  test('is not held up by an instance that cannot be handled', async () => {
    const others = [await waiting(0), await waiting(0), await waiting(0)];
    const poisoned: string[] = [];
    for (let n = 0; n < 20; n++) {
      const { instance } = await waiting(0);
      poisoned.push(instance);
    }
    for (const instance of poisoned) await world.poison(instance);
    world.pass(3 * DAY);
    await world.sweep();
    await world.work();
    for (const { instance } of others) expect((await context(instance)).rings).toBe(1);
    expect(new Set(world.parked)).toEqual(new Set(poisoned));
  });
});
