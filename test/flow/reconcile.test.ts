import { afterEach, beforeEach, expect, test } from 'vitest';
import { contextOf } from './engines.ts';
import { openWorld, type World } from './world.ts';

const DAY = 86_400_000;

let world: World;
beforeEach(async () => {
  world = await openWorld({ segments: 4, heads: 0 });
});
afterEach(() => world.close());

/** So many errands, each somewhere else; nothing of them is relayed yet. */
async function errands(count: number): Promise<readonly string[]> {
  const ways = [[], ['ask'], ['demand'], ['wait'], ['wait', 'hurry'], ['end']];
  const instances: string[] = [];
  for (let n = 0; n < count; n++) {
    const instance = await world.begin();
    instances.push(instance);
    for (const type of ways[n % ways.length] ?? []) await world.send(instance, type);
  }
  return instances;
}

/** What every projection says, by instance. */
async function projections(instances: readonly string[]) {
  return Promise.all(instances.map((instance) => world.projection.get(instance)));
}

async function expectEqualToHeads(instances: readonly string[]): Promise<void> {
  for (const instance of instances) {
    const { revision, status, at } = await world.engine.head(instance);
    expect(await world.projection.get(instance)).toMatchObject({
      ...{ instance, status, revision, relayed: revision, updatedAt: at },
    });
  }
  expect(await world.reconcile()).toBe(0);
}

test('a projection that was lost is made again, whole', async () => {
  const instances = await errands(30);
  await world.follow();
  const before = await projections(instances);
  world.queue.lose();
  for (const instance of instances) await world.projection.remove(instance);
  expect(await world.reconcile()).toBe(30);
  await world.bringForward();
  expect(await projections(instances)).toEqual(before);
  await expectEqualToHeads(instances);
});

test('what was never relayed is handed on', async () => {
  const instances = await errands(30);
  expect(await world.reconcile()).toBe(30);
  await world.bringForward();
  await expectEqualToHeads(instances);
  await world.work();
  expect(world.tries).toHaveLength(10);
});

test('a projection ahead of its journal is taken back to it', async () => {
  const [instance = ''] = await errands(1);
  await world.follow();
  const item = await world.projection.get(instance);
  if (item === undefined) throw new Error('There is no projection.');
  // As after a restore of the journal from a backup.
  const later = { status: 'done', states: ['over'], revision: 9, relayed: 9, mark: 'another_' } as const;
  await world.projection.put({ ...item, ...later }, item);
  expect(await world.reconcile()).toBe(1);
  await world.bringForward();
  expect(await world.projection.get(instance)).toEqual(item);
  // The life that goes on from there is followed again.
  await world.send(instance, 'ask');
  await world.work();
  await expectEqualToHeads([instance]);
});

test('what was done since the scan passed is left alone', async () => {
  const [instance = ''] = await errands(2);
  await world.follow();
  await world.send(instance, 'ask');
  await world.work();
  const before = await world.projection.get(instance);
  // The walk still tells of the revision that stood when it passed.
  const passed = async () => ({ heads: [{ instance, revision: 1, mark: 'whatever' }] });
  expect(await world.reconcilePage({ segment: 0, of: 1 }, passed)).toEqual({ mended: 0 });
  expect(await world.projection.get(instance)).toEqual(before);
});

test('a lost queue is filled again', async () => {
  const instances = await errands(12);
  await world.follow();
  world.queue.lose();
  expect(await world.reconcile()).toBe(0);
  expect(world.queue.waiting()).toEqual([]);
  // One in each six asks, one demands, one hurries: those have something under way.
  expect(await world.reconcile({ redrive: true })).toBe(6);
  await world.work();
  world.pass(40_000);
  await world.work();
  for (const [n, instance] of instances.entries()) {
    const { answers, rings } = contextOf(await world.engine.head(instance));
    expect([answers.length, rings]).toEqual(
      [
        [0, 0],
        [1, 0],
        [1, 0],
        [0, 0],
        [0, 1],
        [0, 0],
      ][n % 6],
    );
  }
});

test('a queue that is filled twice, by two at once, does no harm', async () => {
  await errands(6);
  await world.follow();
  await Promise.all([
    world.reconcile({ redrive: true }),
    world.reconcile({ redrive: true }),
    world.reconcile(),
  ]);
  await world.work();
  world.pass(40_000);
  await world.work();
  expect(world.tries).toHaveLength(2);
  expect(world.commits.filter(({ kind }) => kind === 'timer')).toHaveLength(1);
});

test('a far timer of a lost projection fires when its time comes', async () => {
  const instances = await errands(4);
  const waiting = instances[3] ?? '';
  await world.follow();
  await world.projection.remove(waiting);
  await world.reconcile();
  await world.bringForward();
  world.pass(3 * DAY);
  await world.sweep();
  await world.work();
  expect(contextOf(await world.engine.head(waiting)).rings).toBe(1);
});

test('a long journal is handed on to its end', async () => {
  const instances = await errands(6);
  const [long = ''] = instances;
  for (let n = 0; n < 130; n++) await world.send(long, 'add', { n: 1 });
  expect(await world.reconcile()).toBe(6);
  await world.bringForward();
  await expectEqualToHeads(instances);
});

test('an instance that cannot be handled holds up no other', async () => {
  const instances = await errands(12);
  const poisoned = instances.filter((_, n) => n % 3 === 0);
  for (const instance of poisoned) await world.poison(instance);
  expect(await world.reconcile({ redrive: true })).toBe(12);
  await world.bringForward();
  expect(new Set(world.parked)).toEqual(new Set(poisoned));
  for (const instance of instances.filter((_, n) => n % 3 !== 0)) {
    expect(await world.projection.get(instance)).toBeDefined();
  }
});

test('what a restore took away is taken back everywhere, and what comes instead is handed on', async () => {
  const instances = await errands(6);
  const [idle = '', asking = ''] = instances;
  await world.work();
  await world.send(idle, 'ask');
  await world.work();
  await world.restore(idle, 1);
  await world.restore(asking, 0);
  // Another life from revision 2 on, of which no doorbell rings.
  await world.send(idle, 'demand');
  const before = world.tries.length;
  expect(await world.reconcile()).toBeGreaterThan(0);
  await world.work();
  expect(world.tries.slice(before).map(({ effect, key }) => [effect, key.split('/')[0]])).toEqual([
    ['favour', idle],
  ]);
  expect(await world.projection.get(asking)).toBeDefined();
  expect(await world.reconcile({ rebuild: true })).toBe(6);
  await world.work();
  expect(await world.projection.get(asking)).toBeUndefined();
  await expectEqualToHeads(instances.filter((instance) => instance !== asking));
  expect(new Set(world.tries.map(({ key }) => key)).size).toBe(world.tries.length);
});

test('reconciling while events stream in loses nothing', async () => {
  const instances = await errands(6);
  let walking = true;
  const walks = (async () => {
    while (walking) await world.reconcile({ redrive: true });
  })();
  for (let n = 0; n < 10; n++) {
    await Promise.all(instances.slice(0, 5).map((instance) => world.send(instance, 'add', { n: 1 })));
    if (n % 3 === 0) await world.work();
  }
  walking = false;
  await walks;
  await world.work();
  await expectEqualToHeads(instances);
  for (const instance of instances.slice(0, 5)) {
    expect(contextOf(await world.engine.head(instance)).total).toBe(10);
  }
});
