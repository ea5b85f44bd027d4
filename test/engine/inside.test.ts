import { describe, expect, test } from 'vitest';
import { createHarness, refusalOf, stateOf, tokenOf, who } from './harness.ts';

const large = 'x'.repeat(500_000);

describe('what comes from inside cannot be refused', () => {
  test('a result that the store cannot hold ends the instance, with a code and without the result', async () => {
    const { engine, send, open, journal } = createHarness();
    const instance = await open();
    const token = tokenOf((await send(instance, { type: 'askSlowly' })).pending);
    const result = { instance, token, kind: 'result', outcome: { output: large } } as const;
    const entry = await engine.deliver(result);
    expect([entry.status, stateOf(entry), entry.event.payload]).toEqual([
      'failed',
      'waitingForPerson',
      undefined,
    ]);
    expect(JSON.parse(entry.snapshot).error).toEqual({ code: 'too-large' });
    expect([entry.timers, entry.pending]).toEqual([[], []]);
    expect(await journal.at(instance, 3)).toEqual(entry);
    expect((await refusalOf(engine.deliver(result))).code).toBe('stale');
    expect(await engine.verify(instance)).toMatchObject({ intact: true, revisions: 3 });
  });

  test('what the machine threw is heard by those who run it, and stands nowhere in the journal', async () => {
    const heard: [string, unknown][] = [];
    const { another, open, journal } = createHarness();
    const instance = await open();
    const engine = another({ failed: (of, cause) => heard.push([of, cause]) });
    const { entry } = await engine.send({ instance, event: { type: 'ask' }, who });
    expect(heard).toEqual([]);
    const outcome = { output: { n: 13 } };
    await engine.deliver({ instance, token: tokenOf(entry.pending), kind: 'result', outcome });
    expect(heard).toEqual([[instance, expect.objectContaining({ message: 'burst' })]]);
    expect(JSON.stringify(await journal.read(instance, 1, 10))).not.toContain('burst');
  });

  test.each([
    ['throws', () => burst()],
    ['fails later', async () => burst()],
  ])('a listener that %s takes nothing back of what is written', async (_, failed) => {
    const { another, open } = createHarness();
    const instance = await open();
    const engine = another({ failed });
    const { entry } = await engine.send({ instance, event: { type: 'ask' }, who });
    const outcome = { output: { n: 13 } };
    const ended = await engine.deliver({ instance, token: tokenOf(entry.pending), kind: 'result', outcome });
    expect(await engine.head(instance)).toEqual(ended);
  });
});

function burst(): never {
  throw new Error('no log today');
}
