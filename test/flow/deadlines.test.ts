import { afterEach, describe, expect, test } from 'vitest';
import { contextOf, who } from './engines.ts';
import { openWorld, type World } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let world: World;
afterEach(() => world.close());

/** An errand whose effect was handed on and lost: `reply` fails when exhausted, `favour` is held. */
async function asking(effect: 'reply' | 'favour'): Promise<string> {
  world = await openWorld();
  const instance = await world.begin();
  await world.send(instance, effect === 'reply' ? 'ask' : 'demand');
  await world.follow();
  world.queue.lose();
  return instance;
}

const context = async (instance: string) => contextOf(await world.engine.head(instance));

describe('an effect without an outcome', () => {
  test('ends in a failure after its deadline', async () => {
    const instance = await asking('reply');
    world.pass(2 * 60 * MINUTE);
    await world.sweep();
    await world.work();
    expect((await context(instance)).failures).toEqual(['deadline']);
    expect(world.tries).toEqual([]);
  });

  test('is held after its deadline where its policy says so, and a retry has a deadline of its own', async () => {
    const instance = await asking('favour');
    for (let n = 0; n < 2; n++) {
      world.queue.lose();
      world.pass(10 * MINUTE - SECOND);
      await world.sweep();
      expect(world.queue.waiting().map(({ message: { kind } }) => kind)).not.toContain('deadline');
      world.queue.lose();
      world.pass(3 * MINUTE);
      await world.sweep();
      await world.work();
      expect((await world.engine.head(instance)).pending).toMatchObject([{ held: { code: 'deadline' } }]);
      await world.engine.retry({ instance, who });
      await world.follow();
    }
    await world.work();
    expect((await context(instance)).answers).toHaveLength(1);
  });

  test('is handed on again when it has waited too long', async () => {
    const instance = await asking('reply');
    for (let n = 0; n < 15; n++) {
      world.pass(MINUTE);
      await world.sweep();
    }
    await world.work();
    expect((await context(instance)).answers).toHaveLength(1);
  });

  test('is not cut off by a deadline that came early', async () => {
    const instance = await asking('reply');
    await world.perform({ kind: 'deadline', instance, revision: 2, index: 0 });
    expect((await context(instance)).failures).toEqual([]);
  });

  test('meets its deadline although other events keep coming', async () => {
    const instance = await asking('favour');
    for (let n = 0; n < 13 * 4; n++) {
      await world.send(instance, 'add', { n: 1 });
      await world.follow();
      world.pass(MINUTE / 4);
      if (n % 4 === 3) await world.sweep();
    }
    const deadlines = world.queue.waiting().filter(({ message: { kind } }) => kind === 'deadline');
    expect(deadlines.length).toBeGreaterThan(0);
  });
});
