import { describe, expect, test } from 'vitest';
import { emit, sendTo } from 'xstate';
import { EventFailed } from '../../engine/errors.ts';
import { createHarness, refusalOf, tokenOf, who } from './harness.ts';
import { after, loose, onGo } from './refused/loose.ts';
import { refusedSteps } from './refused/steps.ts';

async function begin(definition: ReturnType<typeof loose>) {
  const harness = createHarness([definition]);
  const { entry } = await harness.engine.start({ process: 'loose', input: {}, who });
  return { ...harness, entry, instance: entry.instance };
}

describe('what cannot be kept is refused before the commit, with the remedy', () => {
  test.each(refusedSteps)('$name', async ({ definition, reason, words }) => {
    const { engine, journal, entry, instance } = await begin(definition());
    const refusal = await refusalOf(engine.send({ instance, event: { type: 'go' }, who }));
    expect(refusal).toBeInstanceOf(EventFailed);
    expect(refusal.details).toEqual({
      ...{ type: 'go', process: 'loose' },
      ...(reason === undefined ? {} : { reason }),
    });
    expect(refusal.message).toContain(words);
    expect(await journal.read(instance, 1, 10)).toEqual([entry]);
  });

  test('on a timer the instance fails with that code', async () => {
    const { engine, clock, entry, instance } = await begin(
      loose(after('5', { actions: emit({ type: 'xstate.x' }) })),
    );
    clock.now += 5;
    const fired = await engine.deliver({ instance, kind: 'timer', token: tokenOf(entry.timers) });
    expect([fired.status, JSON.parse(fired.snapshot).error]).toEqual(['failed', { code: 'not-durable' }]);
  });

  test('on an event of its own too: one that follows from another without end', async () => {
    const self = (({ self }: { self: unknown }) => self) as never;
    const { engine, instance } = await begin(loose(onGo({ actions: sendTo(self, { type: 'go' } as never) })));
    const { entry } = await engine.send({ instance, event: { type: 'go' }, who });
    expect([entry.status, JSON.parse(entry.snapshot).error]).toEqual(['failed', { code: 'endless-loop' }]);
  });
});
