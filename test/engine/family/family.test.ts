import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { commands } from '../commands.ts';
import { seed } from '../seed.ts';
import { deep } from './gallery/deep.ts';
import { invoked } from './gallery/invoked.ts';
import { spawned } from './gallery/spawned.ts';
import { walkFamily } from './walk-family.ts';

const families = { invoked, spawned, deep };
const runs = 200 * Number(process.env.BATON_WALKS ?? 1);

describe(`instances that start each other do what live actors do (seed ${seed})`, () => {
  let steps = 0;
  // XState warns of events to actors that have ended; that they reach nobody is compared.
  beforeAll(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
  test.each(Object.entries(families))('%s', async (_, family) => {
    await fc.assert(
      fc.asyncProperty(commands(40), async (path) => {
        steps += await walkFamily(family, path);
      }),
      { seed, numRuns: runs },
    );
  });

  afterAll(() => {
    console.log(`Families: ${steps} steps, seed ${seed}; again with BATON_SEED=${seed}.`);
    expect(steps).toBeGreaterThanOrEqual(5000);
  });
});
