import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { commands } from './commands.ts';
import { engineSide, type OpenSide, pureSide } from './durable-side.ts';
import { gallery } from './gallery/all.ts';
import { seed } from './seed.ts';
import { walk } from './walk.ts';

const ways: readonly (readonly [string, OpenSide, number])[] = [
  ['advance, timers when they are due', pureSide(true), 40],
  ['advance, timers late', pureSide(false), 24],
  ['the engine, two processes in turn', engineSide, 14],
];

/** At least this many steps; `BATON_WALKS` multiplies them for a longer run. */
const LEAST = 15_000;
const times = Number(process.env.BATON_WALKS ?? 1);

describe(`an instance in a journal does what a live actor does (seed ${seed})`, () => {
  let steps = 0;
  for (const [way, open, runs] of ways) {
    test.each(gallery.map((specimen) => [specimen.definition.process, specimen] as const))(
      `${way}: %s`,
      async (_, specimen) => {
        await fc.assert(
          fc.asyncProperty(fc.nat({ max: 99 }), commands(40), async (picked, path) => {
            steps += await walk(specimen, open, picked, path);
          }),
          { seed, numRuns: runs * times },
        );
      },
    );
  }

  afterAll(() => {
    console.log(`Differential: ${steps} steps, seed ${seed}; again with BATON_SEED=${seed}.`);
    expect(steps).toBeGreaterThanOrEqual(LEAST);
  });
});
