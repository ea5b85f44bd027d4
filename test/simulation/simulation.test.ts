import { expect, test } from 'vitest';
import { seed } from '../engine/seed.ts';
import { allWeathers } from './climates.ts';
import { faultNames } from './fault-kinds.ts';
import { waveOf } from './plan.ts';
import { shortestStory } from './shortest-story.ts';
import { told } from './shrink.ts';
import { simulate } from './simulate.ts';

const MINUTES = 60_000;

test('20,000 events in every climate: whatever fails, every law holds', {
  timeout: 20 * MINUTES,
}, async () => {
  console.log(`Simulation: seed ${seed}; again with BATON_SEED=${seed}.`);
  const climates = [...allWeathers, 'leaky'] as const;
  const plan = { seed, events: 2000, instances: 20, climates };
  const { events, counts, violations } = await simulate({ plan, events: 22_000, jobs: 2 });
  const [first] = violations;
  if (first !== undefined) {
    const story = await shortestStory(waveOf(plan, first.wave), first.law, { most: 40 });
    expect.fail([`${violations.length} violations, BATON_SEED=${seed}`, ...told(story)].join('\n'));
  }
  expect(events).toBeGreaterThanOrEqual(20_000);
  expect(faultNames.filter((name) => (counts[name] ?? 0) > 0).length).toBeGreaterThanOrEqual(40);
  const often = (names: RegExp) =>
    faultNames.reduce((sum, name) => sum + (names.test(name) ? (counts[name] ?? 0) : 0), 0);
  expect(often(/^callers?-(claim|has|late|wrong|bad)/)).toBeGreaterThanOrEqual(100);
  expect(often(/^jobs?-/)).toBeGreaterThanOrEqual(50);
});

test('one seed decides everything', { timeout: 20 * MINUTES }, async () => {
  const plan = { seed, events: 200, instances: 5, climates: allWeathers };
  const run = (jobs: number) => simulate({ plan, events: 800, jobs });
  const [{ seconds: _, peakMb: _1, ...once }, { seconds: _2, peakMb: _3, ...again }] = [
    await run(1),
    await run(2),
  ];
  expect(again).toEqual(once);
  const other = await simulate({ plan: { ...plan, seed: seed + 1 }, events: 200, jobs: 1 });
  expect(once.trace.split(' ')).not.toContain(other.trace);
});
