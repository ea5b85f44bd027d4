import { expect, test } from 'vitest';
import type { HitPolicy, Model } from '../../rules/model.ts';
import { ready } from '../../rules/ready.ts';

const ALLOWED = '"gold", "silver", "bronze", 0.1, 0.2, 0.3, 1, 2, 3';

function scored(
  hitPolicy: HitPolicy,
  answers: readonly string[],
  fallback?: string,
  allowed = ALLOWED,
): Model {
  return {
    id: 'scored',
    inputs: [{ name: 'score', type: 'number' }],
    decisions: [
      {
        name: 'Grade',
        requires: ['score'],
        logic: {
          kind: 'table',
          hitPolicy,
          inputs: [{ expression: 'score', type: 'number' }],
          outputs: [
            {
              allowed,
              ...(fallback === undefined ? {} : { default: fallback }),
            },
          ],
          rules: answers.map((then, index) => ({
            id: `r${index + 1}`,
            when: [`> ${index * 10}`],
            then: [then],
          })),
        },
      },
    ],
    answer: 'Grade',
  };
}

const medals = ['"bronze"', '"gold"', '"silver"'];

/** At 25, all three rules fit; at 5, the first; at 0, none. */
test.each<[HitPolicy, readonly string[], number, unknown, readonly string[]]>([
  ['U', medals, 5, 'bronze', ['r1']],
  ['A', ['"gold"', '"gold"', '"gold"'], 25, 'gold', ['r1', 'r2', 'r3']],
  ['P', medals, 25, 'gold', ['r2']],
  ['F', medals, 25, 'bronze', ['r1']],
  ['R', medals, 25, ['bronze', 'gold', 'silver'], ['r1', 'r2', 'r3']],
  ['O', medals, 25, ['gold', 'silver', 'bronze'], ['r2', 'r3', 'r1']],
  ['C', medals, 25, ['bronze', 'gold', 'silver'], ['r1', 'r2', 'r3']],
  ['C+', ['1', '3', '2'], 25, 6, ['r1', 'r2', 'r3']],
  ['C+', ['0.1', '0.2', '0.3'], 15, 0.3, ['r1', 'r2']],
  ['C<', ['2', '1', '3'], 25, 1, ['r1', 'r2', 'r3']],
  ['C>', ['2', '3', '1'], 25, 3, ['r1', 'r2', 'r3']],
  ['C#', medals, 25, 3, ['r1', 'r2', 'r3']],
  ['U', medals, 0, null, []],
  ['F', medals, 0, null, []],
  ['C', medals, 0, [], []],
  ['C#', medals, 0, 0, []],
  ['C+', ['1', '3', '2'], 0, null, []],
])('%s of %j at %d answers %j', async (hitPolicy, answers, score, output, rules) => {
  const decider = await ready(scored(hitPolicy, answers));
  expect(decider.decide({ score })).toEqual({ output, hits: [{ table: 'Grade', rules }], faults: [] });
});

test.each<[HitPolicy, readonly string[]]>([
  ['U', medals],
  ['A', medals],
])('%s of several answers has none, and says so', async (hitPolicy, answers) => {
  const outcome = (await ready(scored(hitPolicy, answers))).decide({ score: 25 });
  expect(outcome.output).toBeNull();
  expect(outcome.faults).toMatchObject([{ code: 'several-answers', place: 'Grade' }]);
});

test.each<HitPolicy>(['U', 'A', 'P', 'F', 'R', 'O', 'C', 'C#'])(
  '%s answers its default where no rule fits',
  async (hitPolicy) => {
    const decider = await ready(scored(hitPolicy, medals, '"silver"'));
    expect(decider.decide({ score: -1 }).output).toBe('silver');
  },
);

test.each(['-', 'not("iron")'])(
  'allowed values without an order, %s, say nothing of priority',
  async (allowed) => {
    const decider = await ready(scored('P', medals, undefined, allowed));
    expect(decider.decide({ score: 25 })).toMatchObject({ output: 'bronze', faults: [] });
  },
);
