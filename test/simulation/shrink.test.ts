import { describe, expect, test } from 'vitest';
import type { WaveReport } from './checked-wave.ts';
import { hardWeathers } from './climates.ts';
import { faultNames } from './fault-kinds.ts';
import { waveOf } from './plan.ts';
import { bugs } from './planted/bugs.ts';
import { shortestStory } from './shortest-story.ts';
import { shrink, told } from './shrink.ts';
import { simulate } from './simulate.ts';
import type { WaveOptions } from './wave.ts';

const found: WaveOptions = { seed: 5, climate: 'storm', events: 2000, instances: 20 };
const everyFault = Object.fromEntries(faultNames.map((name) => [name, 1]));

/** A world in which a law is broken where `shows` says so. */
function world(shows: (options: WaveOptions) => boolean) {
  const asked: WaveOptions[] = [];
  const run = async (options: WaveOptions): Promise<WaveReport> => {
    asked.push(options);
    const { without = [], tellOf } = options;
    const gone = Object.fromEntries(without.map((name) => [name, 0]));
    return {
      ...{ events: options.events, instances: options.instances, trace: '' },
      counts: { ...everyFault, ...gone },
      violations: shows(options)
        ? [
            { law: 'other', instance: 'b', what: 'something else' },
            { law: 'broken', instance: 'a', revision: 3, what: 'it is broken' },
          ]
        : [{ law: 'other', instance: 'b', what: 'something else' }],
      story: tellOf === undefined ? [] : [`what ${tellOf} did`],
    };
  };
  return { run, asked };
}

describe('what is found becomes small', () => {
  test('down to the one fault, the events and the instances that it takes', async () => {
    const { run } = world(
      ({ seed, without = [], events, instances }) =>
        seed === 5 && events >= 700 && instances >= 4 && !without.includes('queue-lost'),
    );
    const { options, violation, story } = await shrink({ found, law: 'broken', run, most: 500 });
    expect(faultNames.filter((name) => !options.without?.includes(name))).toEqual(['queue-lost']);
    expect(options.events).toBeLessThan(740);
    expect(options.instances).toBe(4);
    expect(violation).toMatchObject({ law: 'broken', instance: 'a' });
    expect(story).toEqual(['what a did']);
  });

  test('and a small world that shows it goes before the large one', async () => {
    const { run } = world(
      ({ seed, instances, events }) => seed === 5 || (seed === 7 && instances <= 1 && events <= 20),
    );
    const { options } = await shrink({ found: { ...found, seed: 6 }, law: 'broken', run: run, most: 500 });
    expect(options).toMatchObject({ seed: 7, instances: 1 });
  });

  test('in no more runs than it may take, and the one for the story', async () => {
    const { run, asked } = world(() => true);
    await shrink({ found, law: 'broken', run, most: 9 });
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  test('but not what does not break the law', async () => {
    const { run } = world(() => false);
    await expect(shrink({ found, law: 'broken', run, most: 9 })).rejects.toThrow('is not broken');
  });
});

// One job alone: of two that find something, either may be the first.
test('the story of a planted bug is short, and ends where it shows', { timeout: 1_200_000 }, async () => {
  const bug = bugs.find(({ name }) => name === 'trust a kept head for refusals');
  if (bug === undefined) throw new Error('It is not planted any more.');
  const plan = { seed: 1, events: 1000, instances: 10, climates: hardWeathers };
  const { violations } = await simulate({ plan, events: 50_000, jobs: 1, bug, untilFirst: true });
  const [first] = violations;
  if (first === undefined) throw new Error('It was not caught.');
  const shortest = await shortestStory(waveOf(plan, first.wave), first.law, { bug, most: 40 });
  expect(shortest.violation.law).toBe(first.law);
  expect(shortest.options.events).toBeLessThanOrEqual(100);
  expect(shortest.story.length).toBeGreaterThan(0);
  expect(shortest.story.length).toBeLessThan(250);
  expect(told(shortest)[0]).toContain(first.law);
});
