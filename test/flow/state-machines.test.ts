import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStateMachines } from '../../adapters/state-machines-sfn.ts';
import { definition } from '../../docs/examples/credit-line.ts';
import type { EffectPolicy } from '../../engine/definition.ts';
import { EffectFailed } from '../../engine/perform.ts';
import type { Message } from '../../engine/ports.ts';
import { HORIZON } from '../../engine/schedule.ts';
import { fakeError } from '../adapters/fake-aws.ts';
import { ARN, type Execution, openFakeStepFunctions } from '../adapters/fake-step-functions.ts';
import { who } from './engines.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const input = { customer: 'c-1', amountMinor: 500_000 };

let world: World;
let functions: Awaited<ReturnType<typeof openFakeStepFunctions>>;
let instance: string;
beforeEach(async () => {
  functions = await openFakeStepFunctions();
});
afterEach(async () => {
  await world.close();
  await functions.close();
});

/** A line of credit whose check has been begun. */
async function checking(policy: Partial<EffectPolicy> = {}, options: WorldOptions = {}): Promise<void> {
  const effects = Object.entries(definition.effects).map(([name, own]) => [name, { ...own, ...policy }]);
  world = await openWorld({
    definitions: [{ ...definition, effects: Object.fromEntries(effects) }],
    stateMachines: createStateMachines(functions.client, { 'credit-check': ARN }),
    ...options,
  });
  ({ instance } = (await world.engine.start({ process: 'credit-line', input, who })).entry);
  await world.work();
}

const head = () => world.engine.head(instance);
const context = async () => JSON.parse((await head()).snapshot).context as Record<string, unknown>;
const only = (): Execution => {
  const [execution, ...others] = functions.executions.values();
  if (execution === undefined || others.length > 0) throw new Error('There is not one execution.');
  return execution;
};

/** Lets time go by as long as given, and everything happen that falls due: messages, and sweeps where one finds anything. */
async function pass(milliseconds: number): Promise<void> {
  const until = world.now() + milliseconds;
  let sweptAt = world.now();
  for (;;) {
    const { due = until } = (await world.projection.get(instance)) ?? {};
    const look = Math.max(world.now(), sweptAt + MINUTE, due - HORIZON);
    const next = Math.min(until, look, ...world.queue.waiting().map(({ dueAt }) => dueAt));
    world.pass(next - world.now());
    if (next === look) {
      sweptAt = look;
      await world.sweep();
    }
    await world.work();
    if (next === until) return;
  }
}

describe('a state machine as an actor', () => {
  test('is begun once and looked at more and more seldom; its journal has its beginning and its end', async () => {
    await checking();
    const delays: number[] = [];
    for (let n = 0; n < 14; n++) {
      const [next] = world.queue.waiting();
      delays.push(((next?.dueAt ?? 0) - world.now()) / 1000);
      world.pass((next?.dueAt ?? 0) - world.now());
      await world.work();
    }
    expect(delays).toEqual([2, 2, 2, 3, 5, 7, 11, 16, 24, 36, 54, 60, 60, 60]);
    Object.assign(only(), { status: 'SUCCEEDED', output: '{"limitMinor":400000}' });
    await pass(MINUTE);
    expect(await context()).toMatchObject({ outcome: 'granted', limitMinor: 400_000 });
    expect(only().input).toBe(JSON.stringify(input));
    const entries = await world.engine.journal(instance, 1, 10);
    expect(entries.map(({ event }) => event.type)).toEqual(['xstate.init', 'xstate.done.actor.check']);
  });

  test('that goes on for hours is looked at once a minute, not by more and more messages', async () => {
    await checking();
    await pass(2 * HOUR);
    const before = functions.asked.length;
    await pass(HOUR);
    // Each quarter of an hour begins anew, more often at first, and the one before goes on for some minutes.
    expect(functions.asked.length - before).toBeLessThan(2 * 60);
    expect(functions.asked.length - before).toBeGreaterThan(50);
    expect(world.queue.waiting().length).toBeLessThanOrEqual(2);
    Object.assign(only(), { status: 'SUCCEEDED', output: '{"limitMinor":1}' });
    await pass(2 * MINUTE);
    expect(await context()).toMatchObject({ outcome: 'granted' });
  });

  test('whose message was lost is looked at again by the sweep', async () => {
    await checking();
    world.queue.lose();
    Object.assign(only(), { status: 'SUCCEEDED', output: '{"limitMinor":1}' });
    await pass(17 * MINUTE);
    expect(await context()).toMatchObject({ outcome: 'granted' });
  });

  test.each<[Partial<Execution>, string]>([
    [{ status: 'FAILED', error: 'NoSuchCustomer', cause: 'John Doe' }, 'NoSuchCustomer'],
    [{ status: 'TIMED_OUT' }, 'timed-out'],
    [{ status: 'ABORTED' }, 'state-machine-aborted'],
    [{ status: 'SUCCEEDED', output: '{"limit":"none"}' }, 'invalid-output'],
  ])('tells the machine how it failed, at once and without a second try: %j', async (how, code) => {
    await checking();
    Object.assign(only(), how);
    await pass(MINUTE);
    expect(await context()).toMatchObject({ outcome: code });
    expect(JSON.stringify(await world.engine.journal(instance, 1, 10))).not.toContain('John');
    await pass(HOUR);
    expect(functions.executions.size).toBe(1);
  });

  test('goes on while Step Functions is away; what was tried in vain does not count', async () => {
    await checking();
    functions.answer(() => fakeError('InternalServerError', '', 500));
    await pass(HOUR);
    functions.answer(() => undefined);
    Object.assign(only(), { status: 'SUCCEEDED', output: '{"limitMinor":1}' });
    await pass(MINUTE);
    expect(await context()).toMatchObject({ outcome: 'granted' });
  });

  test('forgets tries that failed once one succeeds', async () => {
    await checking({ attempts: 2 });
    let asked = 0;
    // Every other look is not allowed.
    functions.answer(() => (asked++ % 2 === 0 ? fakeError('AccessDeniedException', '') : undefined));
    await pass(5 * MINUTE);
    expect(asked).toBeGreaterThan(6);
    expect((await head()).status).toBe('active');
    functions.answer(() => fakeError('AccessDeniedException', ''));
    await pass(2 * MINUTE);
    expect(await context()).toMatchObject({ outcome: 'state-machine-refused' });
  });

  test('fails where nothing runs state machines', async () => {
    await checking({}, { stateMachines: undefined });
    expect(await context()).toMatchObject({ outcome: 'no-such-state-machine' });
  });
});

describe('a run that nobody waits for', () => {
  test('is stopped after its state was left', async () => {
    await checking();
    await world.engine.send({ instance, event: { type: 'withdraw' }, who });
    await pass(MINUTE);
    expect(only().status).toBe('ABORTED');
    expect(world.queue.waiting()).toEqual([]);
  });

  test('is stopped after its instance was cancelled', async () => {
    await checking();
    await pass(20 * MINUTE);
    await world.engine.byHand({ instance, kind: 'cancel', reason: 'mistake', who });
    await pass(MINUTE);
    expect(only().status).toBe('ABORTED');
  });

  test('is stopped when its deadline has passed', async () => {
    await checking({ deadline: HOUR });
    // Nobody asks for it any more.
    world.queue.lose();
    world.pass(HOUR);
    await world.sweep();
    await world.work();
    expect(await context()).toMatchObject({ outcome: 'deadline' });
    expect(only().status).toBe('ABORTED');
  });

  test('goes on where it cannot be stopped, and holds nobody up', async () => {
    await checking();
    functions.answer((operation) =>
      operation === 'StopExecution' ? fakeError('ThrottlingException', '') : undefined,
    );
    await world.engine.send({ instance, event: { type: 'withdraw' }, who });
    await pass(HOUR);
    expect(only().status).toBe('RUNNING');
    expect([world.parked, world.queue.waiting()]).toEqual([[], []]);
  });

  test('that was never begun is not stopped', async () => {
    const stopped: string[] = [];
    const stop = async (_: string, key: string) => void stopped.push(key);
    await checking({}, { stateMachines: { run: () => Promise.reject(new EffectFailed('away')), stop } });
    const [waiting] = world.queue.waiting();
    await world.engine.send({ instance, event: { type: 'withdraw' }, who });
    await world.perform(waiting?.message as Message);
    expect(stopped).toEqual([]);
  });
});

describe('a run that a person decides about', () => {
  test('goes on after its deadline; a retry waits for it anew', async () => {
    await checking({ exhausted: 'hold', deadline: HOUR });
    await pass(HOUR + 2 * MINUTE);
    expect((await head()).pending).toMatchObject([{ held: { code: 'deadline' } }]);
    expect(only().status).toBe('RUNNING');
    await world.engine.retry({ instance, who });
    await pass(10 * MINUTE);
    Object.assign(only(), { status: 'SUCCEEDED', output: '{"limitMinor":1}' });
    await pass(2 * MINUTE);
    expect(await context()).toMatchObject({ outcome: 'granted' });
  });

  test('that failed and was redriven in Step Functions is waited for by a retry', async () => {
    await checking({ exhausted: 'hold' });
    Object.assign(only(), { status: 'FAILED', error: 'Bank.Away' });
    await pass(MINUTE);
    expect((await head()).pending).toMatchObject([{ held: { code: 'Bank.Away' } }]);
    await world.engine.retry({ instance, who });
    await pass(MINUTE);
    expect((await head()).pending).toMatchObject([{ held: { code: 'Bank.Away' } }]);

    Object.assign(only(), { status: 'RUNNING', error: undefined });
    await world.engine.retry({ instance, who });
    await pass(MINUTE);
    Object.assign(only(), { status: 'SUCCEEDED', output: '{"limitMinor":1}' });
    await pass(MINUTE);
    expect(await context()).toMatchObject({ outcome: 'granted' });
  });

  test('goes on while its instance is paused, and is looked at when that is resumed', async () => {
    await checking();
    await world.engine.byHand({ instance, kind: 'pause', reason: 'holiday', who });
    await pass(HOUR);
    expect(only().status).toBe('RUNNING');
    expect(world.queue.waiting()).toEqual([]);
    Object.assign(only(), { status: 'SUCCEEDED', output: '{"limitMinor":1}' });
    await world.engine.byHand({ instance, kind: 'resume', reason: 'back', who });
    await pass(MINUTE);
    expect(await context()).toMatchObject({ outcome: 'granted' });
  });
});
