import { afterEach, describe, expect, test } from 'vitest';
import { EffectFailed } from '../../engine/perform.ts';
import { type Fault, inject } from '../adapters/failing.ts';
import { contextOf, who } from './engines.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

let world: World;
afterEach(() => world.close());

/** An errand that has just asked for an effect of this policy: `reply` fails when exhausted, `favour` is held. */
async function asking(effect: 'reply' | 'favour', options: WorldOptions = {}): Promise<string> {
  world = await openWorld(options);
  const instance = await world.begin();
  await world.send(instance, effect === 'reply' ? 'ask' : 'demand');
  await world.follow();
  return instance;
}

const context = async (instance: string) => contextOf(await world.engine.head(instance));
const message = (instance: string) =>
  ({ kind: 'effect', instance, revision: 2, index: 0, attempt: 1 }) as const;
const busy = () => {
  throw new EffectFailed('busy');
};
const refused = () => {
  throw new EffectFailed('refused', true);
};

/** Handles what is due, and then waits for what is due next, until the queue is empty. */
async function drain(): Promise<void> {
  for (;;) {
    await world.work();
    const [next] = world.queue.waiting();
    if (next === undefined) return;
    world.pass(next.dueAt - world.now());
  }
}

describe('an effect', () => {
  test('is performed under its key, with its input, and its outcome journaled', async () => {
    const instance = await asking('reply');
    await world.work();
    const asked = world.commits.find(({ revision }) => revision === 2);
    const key = `${instance}/2/0/${asked?.commit.slice(0, 6)}`;
    expect(world.tries).toEqual([{ effect: 'reply', key, input: { total: 0 }, at: world.now() }]);
    expect((await context(instance)).answers).toEqual([key]);
    expect((await world.engine.head(instance)).pending).toEqual([]);
  });

  test('that the queue brings again is not performed again', async () => {
    const instance = await asking('reply');
    await world.work();
    for (let n = 0; n < 3; n++) await world.perform(message(instance));
    expect(world.tries).toHaveLength(1);
    expect(world.commits).toHaveLength(3);
  });

  test('that two take at once may be performed twice, under one key, with one outcome', async () => {
    const instance = await asking('reply', { performer: (nth) => ({ answer: `answer ${nth}` }) });
    await Promise.all([1, 2, 3].map(() => world.perform(message(instance))));
    expect(new Set(world.tries.map(({ key }) => key)).size).toBe(1);
    expect((await context(instance)).answers).toHaveLength(1);
  });

  test('that the machine no longer waits for is not performed', async () => {
    const instance = await asking('reply');
    await world.send(instance, 'hurry');
    await world.work();
    expect(world.tries).toEqual([]);
  });

  test('whose input lies in an older entry is performed with it', async () => {
    const instance = await asking('reply');
    for (let n = 1; n <= 3; n++) await world.send(instance, 'add', { n });
    await world.work();
    expect(world.tries).toMatchObject([{ input: { total: 0 } }]);
    expect(await context(instance)).toMatchObject({ total: 6, answers: [world.tries[0]?.key] });
  });

  test('of an instance that ended meanwhile is dropped', async () => {
    const instance = await asking('reply');
    await world.send(instance, 'hurry');
    await world.send(instance, 'end');
    await world.work();
    expect([world.tries, world.failed]).toEqual([[], []]);
  });

  test('whose outcome cannot be written comes again, and its key is the same', async () => {
    const instance = await asking('reply');
    const fault: Fault = { command: 'PutItemCommand', loses: 'request', times: 3 };
    const unlucky = world.store.another();
    inject(unlucky, fault);
    const other = world.over(unlucky);
    world.queue.lose();
    await other(message(instance));
    expect((await context(instance)).answers).toEqual([]);
    expect(world.queue.waiting()).toEqual([{ message: message(instance), dueAt: world.now() + 30_000 }]);
    world.queue.away = true;
    fault.times = 3;
    await expect(other(message(instance))).rejects.toThrow('The queue is away');
    world.queue.away = false;
    await other(message(instance));
    expect(world.tries).toHaveLength(3);
    expect(new Set(world.tries.map(({ key }) => key)).size).toBe(1);
    expect((await context(instance)).answers).toEqual([world.tries[0]?.key]);
  });

  test.each([
    { effect: 'reply', ends: { failures: ['killed-its-handler'] } },
    { effect: 'favour', ends: { failures: [] } },
  ] as const)('that killed whoever took it up three times is not taken up again: $effect', async (one) => {
    const instance = await asking(one.effect);
    await world.perform(message(instance), 4);
    expect(world.tries).toEqual([]);
    expect(await context(instance)).toMatchObject(one.ends);
    const { pending } = await world.engine.head(instance);
    const held = one.effect === 'favour' ? [{ held: { code: 'killed-its-handler', attempts: 1 } }] : [];
    expect(pending).toMatchObject(held);
  });
});

describe('an effect that fails', () => {
  test('is tried again, later each time, and succeeds', async () => {
    const instance = await asking('reply', {
      performer: (nth) => (nth < 3 ? busy() : { answer: 'at last' }),
    });
    await drain();
    const [first = 0, ...later] = world.tries.map(({ at }) => at);
    expect(later.map((at) => (at - first) / SECOND)).toEqual([2, 12]);
    expect(await context(instance)).toMatchObject({ answers: ['at last'], failures: [] });
  });

  test.each([
    { name: 'out of tries', performer: busy, tries: 3, code: 'busy' },
    { name: 'for good', performer: refused, tries: 1, code: 'refused' },
    {
      name: 'with an answer of the wrong shape',
      performer: () => ({ reply: 1 }),
      tries: 1,
      code: 'invalid-output',
    },
    {
      name: 'with an error of no code',
      performer: () => {
        throw new Error('to john.doe@example.com');
      },
      tries: 3,
      code: 'unexpected',
    },
  ])('$name tells the machine a code', async ({ performer, tries, code }) => {
    const instance = await asking('reply', { performer });
    await drain();
    expect(world.tries).toHaveLength(tries);
    expect((await context(instance)).failures).toEqual([code]);
    expect(JSON.stringify(await world.engine.journal(instance, 1, 10))).not.toContain('john.doe');
  });

  test('waits for a person where its policy says so; a retry performs it anew, under its old key', async () => {
    let repaired = false;
    const instance = await asking('favour', {
      performer: () => (repaired ? { answer: 'with pleasure' } : busy()),
    });
    await drain();
    const held = await world.engine.head(instance);
    expect(held).toMatchObject({ kind: 'control', pending: [{ held: { code: 'busy', attempts: 2 } }] });
    expect(world.tries).toHaveLength(2);
    // A message of the queue that comes once more does nothing.
    await world.perform(message(instance));
    expect(world.tries).toHaveLength(2);
    // Neither a sweep, however late, nor a lost queue touches what a person holds.
    world.pass(DAY);
    await world.sweep();
    await world.reconcile({ redrive: true });
    expect(world.queue.waiting()).toEqual([]);

    repaired = true;
    await world.engine.retry({ instance, who });
    await drain();
    expect(new Set(world.tries.map(({ key }) => key)).size).toBe(1);
    expect(world.tries).toHaveLength(3);
    expect(await context(instance)).toMatchObject({ answers: ['with pleasure'], failures: [] });
  });

  test('may be held and retried again and again', async () => {
    const instance = await asking('favour', { performer: refused });
    for (let n = 1; n <= 3; n++) {
      await drain();
      expect((await world.engine.head(instance)).pending).toMatchObject([{ held: { code: 'refused' } }]);
      expect(world.tries).toHaveLength(n);
      await world.engine.retry({ instance, who });
    }
    const { problems } = await world.engine.verify(instance);
    expect(problems).toEqual([]);
  });
});
