import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRecords } from '../../functions/relay/records.ts';
import { contextOf } from './engines.ts';
import { openWorld, type World } from './world.ts';

const MINUTE = 60_000;

let world: World;
beforeEach(async () => {
  world = await openWorld({ heads: 0 });
});
afterEach(() => world.close());

const setAside = async () =>
  (
    await world.projection.list({ processes: ['errand', 'unknown'], parked: true, order: 'oldest' }, 100)
  ).items.map(({ instance, parked }) => [instance, parked?.code, parked?.tries]);

test('an instance that cannot be relayed is set aside, listed, and tried again ever more seldom', async () => {
  const instance = await world.begin();
  await world.follow();
  await world.poison(instance);
  const times: number[] = [];
  const begun = world.now();
  await world.perform({ kind: 'relay', instance });
  for (let n = 1; n <= 9; n++) {
    expect(await setAside()).toEqual([[instance, 'definition-unknown', n]]);
    const item = await world.projection.get(instance);
    expect(item).toMatchObject({ parked: { at: begun }, relayed: 1 });
    times.push(((item?.due ?? 0) - world.now()) / MINUTE);
    world.pass((item?.due ?? 0) - world.now());
    await world.sweep();
  }
  expect(times).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('one whose first entry cannot be relayed is set aside as well', async () => {
  const instance = await world.begin();
  await world.poison(instance);
  await world.perform({ kind: 'relay', instance });
  expect(await setAside()).toEqual([[instance, 'definition-unknown', 1]]);
  expect(await world.projection.get(instance)).toMatchObject({ relayed: 0, process: 'unknown', states: [] });
});

test('it comes back by itself once it can be handled, with all that had been waiting', async () => {
  const instance = await world.begin();
  await world.send(instance, 'ask');
  await world.poison(instance);
  await world.perform({ kind: 'relay', instance });
  await world.restore(instance, 2);
  world.pass(MINUTE);
  await world.sweep();
  await world.work();
  expect(await setAside()).toEqual([]);
  expect(contextOf(await world.engine.head(instance)).answers).toHaveLength(1);
});

test('its timers do not wait for the next try', async () => {
  const instance = await world.begin();
  await world.send(instance, 'wait');
  await world.work();
  const { due } = (await world.projection.get(instance)) ?? {};
  world.pass((due ?? 0) - world.now() - MINUTE / 2);
  await world.poison(instance);
  await world.perform({ kind: 'relay', instance });
  expect((await world.projection.get(instance))?.due).toBe(due);
});

test('a message that killed its handler sets its instance aside', async () => {
  const instance = await world.begin();
  await world.follow();
  await world.perform({ kind: 'relay', instance }, 4);
  expect(await setAside()).toEqual([[instance, 'killed-its-handler', 1]]);
});

test('a record of the stream that cannot be relayed holds up no other; an outage brings the batch again', async () => {
  const [poisoned, sound] = [await world.begin(), await world.begin()];
  await world.poison(poisoned);
  const failed: string[] = [];
  const records = createRecords({ ...world, failed: (instance) => failed.push(instance) });
  const event = recordsOf(poisoned, sound);
  expect(await records(event)).toEqual({ batchItemFailures: [] });
  expect(await setAside()).toEqual([[poisoned, 'definition-unknown', 1]]);
  expect((await world.projection.get(sound))?.relayed).toBe(1);
  await world.send(sound, 'ask');
  world.queue.away = true;
  expect(await records(event)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  expect(failed).toEqual([sound]);
});

test('old records go to the queue, which knows how often each came: their function may have died of one', async () => {
  const [one, other] = [await world.begin(), await world.begin()];
  const records = createRecords({ ...world, failed: () => {} });
  const event = recordsOf(one, other);
  world.pass(100_000);
  expect(await records(event)).toEqual({ batchItemFailures: [] });
  expect(world.queue.waiting().map(({ message }) => message)).toEqual([
    { kind: 'relay', instance: one },
    { kind: 'relay', instance: other },
  ]);
  expect(await world.projection.get(one)).toBeUndefined();
  await world.bringForward();
  expect(await world.projection.get(one)).toBeDefined();
});

function recordsOf(...instances: readonly string[]) {
  return {
    Records: instances.map((instance, n) => ({
      dynamodb: {
        Keys: { instance: { S: instance } },
        SequenceNumber: `${n}`,
        ApproximateCreationDateTime: world.now() / 1000,
      },
    })),
  };
}
