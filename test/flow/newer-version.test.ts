import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Definition } from '../../engine/definition.ts';
import { DefinitionUnknown } from '../../engine/errors.ts';
import { createPark } from '../../engine/park.ts';
import { createPerform } from '../../engine/perform.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { createRelay } from '../../engine/relay.ts';
import { createSweep } from '../../engine/sweep.ts';
import { change } from '../engine/versions/pair.ts';
import { contextOf, engineOver, who } from './engines.ts';
import { definition as v1 } from './errand.ts';
import { openWorld, type World } from './world.ts';

const MINUTE = 60_000;
const v2: Definition = { ...v1, version: 2, migrations: [change()] };

let world: World;
beforeEach(async () => {
  world = await openWorld({ heads: 0 });
});
afterEach(() => world.close());

/** Functions that a deploy has reached, over the same tables and the same queue as those of the world, which it has not. */
function deployed() {
  const { store, journal, projection, board, queue, now } = world;
  const definitions = createDefinitions([v1, v2]);
  const engine = engineOver(store.client, store.names, { now, definitions });
  const assign = async () => undefined;
  const shared = { engine, journal, projection, board, assign, definitions, queue, now };
  const relay = createRelay(shared);
  const park = createPark({ ...shared, parked: () => {} });
  const answering = async (_: never, { key }: { key: string }) => ({ answer: key });
  const performers = { reply: answering, favour: answering };
  const perform = createPerform({ ...shared, relay, park, performers });
  const sweep = createSweep({ ...shared, park });
  return {
    engine,
    /** Sweeps, and handles what is due, minute by minute. */
    async work(minutes: number) {
      for (let minute = 0; minute < minutes; minute++) {
        await sweep();
        for (let message = queue.take(); message; message = queue.take()) await perform(message);
        for (const { instance } of (await projection.list({ processes: ['errand'], order: 'oldest' }, 100))
          .items) {
          await relay.relay(instance);
        }
        world.pass(MINUTE);
      }
    },
  };
}

test.each(['ask', 'demand', 'wait'])(
  'a function that meets a newer version after `%s` sets the instance aside, and all that is due happens once',
  async (type) => {
    const instance = await world.begin();
    await world.send(instance, type);
    await world.follow();
    const next = deployed();
    await next.engine.migrate(instance);

    // Functions that do not know version 2 yet: the relay of the stream, the queue, the sweep, the door.
    await world.relay.relay(instance).catch((error) => world.park(instance, error));
    for (let message = world.queue.take(); message; message = world.queue.take())
      await world.perform(message);
    await world.sweep();
    await expect(world.send(instance, 'hurry')).rejects.toBeInstanceOf(DefinitionUnknown);
    expect(new Set(world.parked)).toEqual(new Set([instance]));
    expect(world.tries).toEqual([]);
    expect(await world.projection.get(instance)).toMatchObject({
      relayed: 2,
      parked: { code: 'definition-unknown' },
    });

    await next.work(40);
    if (type === 'wait') {
      world.pass(3 * 24 * 60 * MINUTE);
      await next.work(5);
    }
    const head = await next.engine.head(instance);
    expect(head).toMatchObject({ version: 2, pending: [], timers: [] });
    const { answers, rings } = contextOf(head);
    expect([answers.length, rings]).toEqual(type === 'wait' ? [0, 1] : [1, 0]);
    expect(await world.projection.get(instance)).toMatchObject({ relayed: head.revision, version: 2 });
    expect((await world.projection.get(instance))?.parked).toBeUndefined();
    const entries = await next.engine.journal(instance, 1, 100);
    expect(entries.map(({ kind }) => kind)).toEqual([
      'event',
      'event',
      'migration',
      type === 'wait' ? 'timer' : 'result',
    ]);
  },
);

test('an instance that begins in a version which others do not know yet is theirs when they do', async () => {
  const next = deployed();
  const { entry } = await next.engine.start({ process: 'errand', input: {}, who });
  const { instance } = entry;
  await next.engine.send({ instance, event: { type: 'ask' }, who });
  await world.relay.relay(instance).catch((error) => world.park(instance, error));
  expect(await world.projection.get(instance)).toMatchObject({ parked: { code: 'definition-unknown' } });
  await next.work(20);
  expect(contextOf(await next.engine.head(instance)).answers).toHaveLength(1);
});
