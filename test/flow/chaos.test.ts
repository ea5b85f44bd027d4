import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Entry, keyOf, sameToken } from '../../engine/entry.ts';
import { EventNotAccepted, Finished } from '../../engine/errors.ts';
import { EffectFailed } from '../../engine/perform.ts';
import { seed } from '../engine/seed.ts';
import { createDice } from '../local/dice.ts';
import { contextOf, who } from './engines.ts';
import { openWorld, type World } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const INSTANCES = 5;
const TURNS = 250;

const dice = createDice('chaos');
/** While true, the outside world fails as it likes. */
let stormy = true;
let world: World;
beforeEach(async () => {
  stormy = true;
  world = await openWorld({
    performer(nth, { key }) {
      if (stormy && dice.chance(30)) throw new EffectFailed('busy', dice.chance(20));
      return { answer: `${key} ${nth}` };
    },
  });
});
afterEach(() => world.close());

/** A caller sends something, perhaps twice at once under one id; what is not accepted here is refused. */
async function call(instances: readonly [string, ...string[]], id: string): Promise<void> {
  const instance = dice.pick(instances);
  const type = dice.pick(['ask', 'demand', 'wait', 'hurry', 'add', 'add', 'add']);
  const posts = dice.chance(25) ? [1, 2] : [1];
  await Promise.all(
    posts.map(() =>
      world.send(instance, type, type === 'add' ? { n: 1 } : {}, id).catch((error: unknown) => {
        if (!(error instanceof EventNotAccepted || error instanceof Finished)) throw error;
      }),
    ),
  );
}

/** The stream tells of commits: of some, some twice, in any order; and some doorbells are never heard. */
async function tell(): Promise<void> {
  const recent = world.commits.slice(-12);
  const batch = recent.filter(() => dice.chance(40));
  if (dice.chance(30)) batch.reverse();
  const records = [...batch, ...batch.slice(0, 2)];
  const instances = new Set(records.map(({ instance }) => instance));
  await Promise.all(
    [...instances].map((instance) =>
      world.relay.relay(
        instance,
        records.filter((entry) => entry.instance === instance),
      ),
    ),
  );
}

/** The queue hands out what is due: some of it is lost, some comes twice at once. */
async function handle(): Promise<void> {
  for (let n = 0; n < 6; n++) {
    const message = world.queue.take();
    if (message === undefined) return;
    if (dice.chance(15)) continue;
    await Promise.all((dice.chance(25) ? [1, 2] : [1]).map(() => world.perform(message)));
  }
}

/** The weather clears: everything that can go on does, until nothing waits any more. */
async function calm(instances: readonly string[]): Promise<void> {
  stormy = false;
  for (let round = 0; round < 10; round++) {
    await world.reconcile({ redrive: true });
    for (let n = 0; n < 3; n++) {
      await world.sweep();
      await world.work();
      world.pass(MINUTE);
    }
    world.pass(3 * 24 * 60 * MINUTE);
    const heads = await Promise.all(instances.map((instance) => world.engine.head(instance)));
    const held = heads.filter(({ pending }) => pending.some((effect) => effect.held !== undefined));
    for (const { instance } of held) await world.engine.retry({ instance, who });
    if (heads.every(({ pending, timers }) => pending.length + timers.length === 0)) return;
  }
  throw new Error('Something still waits.');
}

test(`whatever is lost, repeated, late or out of order, everything happens once (BATON_SEED=${seed})`, async () => {
  console.log(`BATON_SEED=${seed}`);
  const instances = (await Promise.all(Array.from({ length: INSTANCES }, () => world.begin()))) as [
    string,
    ...string[],
  ];
  for (let turn = 0; turn < TURNS; turn++) {
    await call(instances, `event ${turn}`);
    if (dice.chance(70)) await tell();
    if (dice.chance(70)) await handle();
    if (dice.chance(10)) await world.sweep();
    if (dice.chance(3)) world.queue.lose();
    if (dice.chance(3)) await world.projection.remove(dice.pick(instances));
    if (dice.chance(5)) await world.reconcile({ redrive: dice.chance(50) });
    world.pass(dice.chance(5) ? dice.whole(1, 30) * MINUTE : dice.whole(0, 20) * SECOND);
  }
  await calm(instances);
  const kinds = ['event', 'result', 'timer', 'control'] as const;
  const counts = kinds.map((kind) => `${world.commits.filter((one) => one.kind === kind).length} ${kind}`);
  console.log(`${counts.join(', ')}, ${world.tries.length} tries of effects`);
  for (const instance of instances) expectLaws(await world.engine.journal(instance, 1, 5000));
  for (const instance of instances) {
    expect((await world.engine.verify(instance)).problems).toEqual([]);
    const { revision, status } = await world.engine.head(instance);
    await world.relay.relay(instance);
    expect(await world.projection.get(instance)).toMatchObject({ revision, relayed: revision, status });
  }
}, 120_000);

function expectLaws(entries: readonly Entry[]): void {
  const ids = entries.flatMap(({ event }) => event.id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const results = entries.filter(({ kind }) => kind === 'result');
  const fired = entries.filter(({ kind }) => kind === 'timer');
  for (const happened of [results, fired]) {
    const keys = happened.map(({ instance, event: { token } }) => token && keyOf(instance, token));
    expect(new Set(keys).size).toBe(keys.length);
  }
  for (const { instance, event } of results) {
    if (event.payload?.output === undefined || event.token === undefined) continue;
    const key = keyOf(instance, event.token);
    expect(world.tries.some((one) => one.key === key)).toBe(true);
  }
  for (const { event, at, recordedAt, revision } of fired) {
    const armed = entries[revision - 2]?.timers.find((one) => event.token && sameToken(one, event.token));
    // At its own time, or at that of the entry before it; and never written before it was due.
    expect(armed).toBeDefined();
    expect(at).toBe(Math.max(armed?.dueAt ?? 0, entries[revision - 2]?.at ?? 0));
    expect(recordedAt ?? at).toBeGreaterThanOrEqual(armed?.dueAt ?? 0);
  }
  const head = entries.at(-1);
  const { total, answers, failures, rings } = contextOf(head ?? { snapshot: '{}' });
  expect(total).toBe(entries.filter(({ event }) => event.type === 'add').length);
  expect(answers.length + failures.length).toBe(results.length);
  expect(rings).toBe(fired.length);
}
