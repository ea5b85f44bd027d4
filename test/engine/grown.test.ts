import fc from 'fast-check';
import { afterAll, describe, test } from 'vitest';
import { commands } from './commands.ts';
import { pureSide } from './durable-side.ts';
import { grown } from './gallery/grown.ts';
import { seed } from './seed.ts';
import { walk } from './walk.ts';

const runs = 300 * Number(process.env.BATON_WALKS ?? 1);

describe(`machines that nobody thought of (seed ${seed})`, () => {
  let steps = 0;
  test('do in a journal what they do alive', async () => {
    const picks = fc.array(fc.nat({ max: 9999 }), { maxLength: 250, size: 'max' });
    await fc.assert(
      fc.asyncProperty(picks, commands(25), async (numbers, path) => {
        steps += await walk(grown(numbers), pureSide(true), 0, path);
      }),
      { seed, numRuns: runs },
    );
  });
  afterAll(() => {
    console.log(`${runs} grown machines: ${steps} steps; again with BATON_SEED=${seed}.`);
  });
});
