import { describe, expect, test } from 'vitest';
import type { Harness } from './harness.ts';
import { createHarness, refusalOf, START, stateOf, tokenOf, who } from './harness.ts';

async function waiting(harness: Harness = createHarness()) {
  const instance = await harness.open();
  const { pending } = await harness.send(instance, { type: 'askSlowly' });
  const [first, second] = [tokenOf(pending, 0), tokenOf(pending, 1)];
  const hold = (token: typeof first, code = 'mail-down') =>
    harness.engine.deliver({ instance, kind: 'hold', token, code, attempts: 5 });
  return { ...harness, instance, first, second, hold };
}

describe('an effect that is out of attempts waits for a person', () => {
  test('the hold is an entry of its own and leaves the machine where it stands', async () => {
    const { clock, journal, instance, first, hold } = await waiting();
    clock.now += 3;
    const entry = await hold(first);
    expect(entry).toMatchObject({
      kind: 'control',
      revision: 3,
      at: START + 3,
      status: 'active',
      event: {
        type: 'hold',
        token: first,
        payload: { code: 'mail-down', attempts: 5 },
        who: { kind: 'system' },
      },
      effects: [],
      inline: [],
    });
    const before = await journal.at(instance, 2);
    expect([entry.snapshot, entry.timers]).toEqual([before?.snapshot, before?.timers]);
    expect(entry.pending).toEqual([
      { ...before?.pending[0], held: { code: 'mail-down', at: START + 3, attempts: 5 } },
      before?.pending[1],
    ]);
  });

  test('it is held once', async () => {
    const { first, hold } = await waiting();
    await hold(first);
    expect((await refusalOf(hold(first, 'other'))).code).toBe('stale');
  });

  test('a retry hands every held effect on again under its old token, with its deadline anew', async () => {
    const { clock, engine, instance, first, second, hold } = await waiting();
    await hold(first);
    await hold(second);
    clock.now += 30;
    const { entry, repeated } = await engine.retry({ instance, id: 'r', who });
    expect(repeated).toBe(false);
    expect(entry.effects).toEqual([
      { ...first, mark: 'id-000', id: 'person', src: 'person' },
      { ...second, mark: 'id-000', id: 'second', src: 'person' },
    ]);
    expect(entry.pending.map(({ held, deadlineAt }) => [held, deadlineAt])).toEqual([
      [undefined, START + 30 + 60_000],
      [undefined, START + 30 + 60_000],
    ]);
    expect(entry.event).toMatchObject({ type: 'retry', who });
  });

  test('a retry leaves alone what is not held', async () => {
    const { clock, engine, journal, instance, first, second, hold } = await waiting();
    await hold(second);
    clock.now += 30;
    const { entry } = await engine.retry({ instance, who });
    expect(entry.effects.map(({ id }) => id)).toEqual(['second']);
    expect(entry.pending[0]).toEqual((await journal.at(instance, 2))?.pending[0]);
    const outcome = { output: {} };
    const ended = await engine.deliver({ instance, token: first, kind: 'result', outcome });
    expect(stateOf(ended)).toBe('open');
  });

  test('a repeated retry is answered, not done again; without an incident it is refused', async () => {
    const { engine, instance, first, hold } = await waiting();
    await hold(first);
    const { entry } = await engine.retry({ instance, id: 'r', who });
    expect(await engine.retry({ instance, id: 'r', who })).toEqual({ entry, repeated: true });
    expect((await refusalOf(engine.retry({ instance, id: 's', who }))).code).toBe('no-incident');
    expect((await refusalOf(engine.retry({ instance, who }))).code).toBe('no-incident');
  });

  test('a held effect still takes its outcome, for instance when it had been done after all', async () => {
    const { engine, instance, first, hold } = await waiting();
    await hold(first);
    const outcome = { output: {} };
    expect(stateOf(await engine.deliver({ instance, token: first, kind: 'result', outcome }))).toBe('open');
  });

  test('events go on as before, and take the hold with them where they leave the state', async () => {
    const { engine, send, instance, first, hold } = await waiting();
    await hold(first);
    expect((await send(instance, { type: 'add', n: 1 })).pending[0]?.held?.code).toBe('mail-down');
    expect((await send(instance, { type: 'back' })).pending).toEqual([]);
    expect((await refusalOf(engine.retry({ instance, who }))).code).toBe('no-incident');
  });

  test('the effect’s failure without anybody to handle it ends the instance, with its code', async () => {
    const { engine, instance, first } = await waiting();
    const outcome = { error: { code: 'mail-down' } };
    const entry = await engine.deliver({ instance, token: first, kind: 'result', outcome });
    expect([entry.status, entry.pending, entry.timers]).toEqual(['failed', [], []]);
    expect(entry.snapshot).toContain('"error":{"code":"mail-down"}');
  });

  test('a result on which the machine throws ends the instance, and says no more than a code', async () => {
    const { engine, send, open } = createHarness();
    const instance = await open();
    const token = tokenOf((await send(instance, { type: 'ask' })).pending);
    const outcome = { output: { n: 13 } };
    const entry = await engine.deliver({ instance, token, kind: 'result', outcome });
    expect([entry.status, stateOf(entry)]).toEqual(['failed', 'asking']);
    expect(JSON.parse(entry.snapshot).error).toEqual({ code: 'event-failed' });
    expect(entry.snapshot).not.toContain('burst');
  });
});
