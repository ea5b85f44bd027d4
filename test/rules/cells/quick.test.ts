import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quickened } from '../../../rules/cells/quick.ts';
import type { Decider } from '../../../rules/decider.ts';
import { HIT_POLICIES, type Model, type Table } from '../../../rules/model.ts';
import { evaluate, link } from '../../../rules/ready.ts';
import { seed } from '../../engine/seed.ts';

/** What a model says without being quickened. */
async function slowly(model: Model): Promise<Decider['decide']> {
  const graph = await link(model, []);
  return (inputs, options) => evaluate(graph, inputs, options, true);
}

const scores: Table = {
  kind: 'table',
  hitPolicy: 'F',
  inputs: [{ expression: 'points', type: 'number' }, { expression: 'since' }],
  outputs: [{ name: 'grade', type: 'string' }, { name: 'bonus' }],
  rules: [
    { id: 's1', when: ['< 10', '-'], then: ['"low"', '0'] },
    { id: 's2', when: ['[10..20]', '>= date("2026-01-01")'], then: ['"new"', '1'] },
    { id: 's3', when: ['> 10', 'not(null)'], then: ['"high"', 'null'] },
  ],
};

const routing: Table = {
  kind: 'table',
  hitPolicy: 'U',
  inputs: [
    { expression: 'Scores.grade', type: 'string' },
    { expression: 'customer.tier', allowed: '"gold", "silver", "iron"' },
    { expression: 'wait', type: 'days and time duration' },
  ],
  outputs: [{ allowed: '3, 1, 2', type: 'number' }],
  rules: [
    { id: 'r1', when: ['"low"', '-', '-'], then: ['1'] },
    { id: 'r2', when: ['"new", "high"', '"gold"', '-'], then: ['2'] },
    { id: 'r3', when: ['-', 'not("gold")', '> duration("PT2H")'], then: ['3'] },
    { id: 'r4', when: ['-', '-', '> duration("P2D")'], then: ['1'] },
    { id: 'r5', when: ['"high"', '-', 'null'], then: ['7'] },
  ],
};

const model: Model = {
  id: 'routing',
  types: [
    { name: 'Points', type: 'number', allowed: '>= 0' },
    {
      name: 'Customer',
      fields: [
        { name: 'tier', type: 'string' },
        { name: 'since', type: 'date' },
      ],
    },
  ],
  inputs: [
    { name: 'points', type: 'Points' },
    { name: 'since', type: 'date' },
    { name: 'customer', type: 'Customer' },
    { name: 'wait', type: 'days and time duration' },
    { name: 'unused', type: 'string' },
    { name: 'asked' },
    { name: 'size' },
  ],
  decisions: [
    { name: 'Scores', requires: ['points', 'since', 'asked'], logic: scores },
    { name: 'Routing', requires: ['Scores', 'customer', 'wait'], logic: routing },
  ],
  answer: 'Routing',
};

const mostly = (right: readonly unknown[], wrong: readonly unknown[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
  );

const fields = {
  points: mostly([0, 5, 10, 15, 20, 25.5, null], [-1, '10', Number.NaN, [10], true]),
  since: mostly(['2026-01-01', '2025-12-31', null], ['2026-02-30', 'soon', 5]),
  customer: mostly(
    [{ tier: 'gold' }, { tier: 'silver' }, { tier: 'iron', since: '2026-01-01' }, { tier: null }],
    [{ tier: 'wood' }, { tier: 7 }, {}, null, 'gold', [{ tier: 'gold' }], { tier: 'iron', since: 'never' }],
  ),
  wait: mostly(['PT1H', 'PT3H', 'P3D', '-PT1H', null], ['P1Y', 3]),
  asked: mostly(['yes', { no: 1 }, 3], [null]),
};
const given = fc.oneof(
  { weight: 12, arbitrary: fc.record(fields) },
  { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
  {
    weight: 1,
    arbitrary: fc.record({ ...fields, unused: mostly([''], [1]), size: fc.constantFrom([2], 'XL') }),
  },
  { weight: 1, arbitrary: fc.record({ ...fields, Scores: fc.constantFrom({ grade: 'high' }, undefined) }) },
);

test.each(HIT_POLICIES)('under %s, the quick way decides as the long one', async (hitPolicy) => {
  const asked: Model = {
    ...model,
    decisions: model.decisions.map((each) =>
      each.name === 'Routing' ? { ...each, logic: { ...routing, hitPolicy } } : each,
    ),
  };
  const slow = await slowly(asked);
  let long = 0;
  const quick = quickened(asked, (inputs, options) => {
    long += 1;
    return slow(inputs, options);
  });
  let times = 0;
  fc.assert(
    fc.property(
      given,
      fc.constantFrom(undefined, undefined, undefined, 'Scores', 'Nothing'),
      (inputs, ask) => {
        times += 1;
        const options = ask === undefined ? {} : { ask };
        expect(quick?.(inputs, options)).toEqual(slow(inputs, options));
      },
    ),
    { seed, numRuns: 1500 },
  );
  expect(long).toBeGreaterThan(0);
  expect(long).toBeLessThan(times * 0.9);
});

test('what is as it should be goes the long way once for each set of rules', async () => {
  const slow = await slowly(model);
  const asked: (string | undefined)[] = [];
  const quick = quickened(model, (inputs, options) => {
    asked.push(options?.ask);
    return slow(inputs, options);
  });
  const inputs = { points: 3, since: null, asked: 'yes', customer: { tier: 'gold' }, wait: 'PT1H' };
  const outcome = quick?.(inputs);
  expect(outcome).toEqual({
    output: 1,
    hits: [
      { table: 'Scores', rules: ['s1'] },
      { table: 'Routing', rules: ['r1'] },
    ],
    faults: [],
  });
  expect(quick?.({ ...inputs, points: 4, since: '2020-01-01' })).toBe(outcome);
  expect(asked).toEqual(['Scores', undefined]);
  expect(Object.isFrozen(outcome?.hits)).toBe(true);
});

const changed = (change: Partial<Table>): Model => ({
  ...model,
  decisions: [{ name: 'Routing', requires: ['points', 'since'], logic: { ...scores, ...change } }],
});

test.each<[string, Model]>([
  [
    'a cell that only FEEL can tell',
    changed({ rules: [{ id: 'x', when: ['? > 1', '-'], then: ['1', '2'] }] }),
  ],
  ['an answer that is computed', changed({ rules: [{ id: 'x', when: ['1', '-'], then: ['points', '2'] }] })],
  ['an input that is computed', changed({ inputs: [{ expression: 'points + 1' }, { expression: 'since' }] })],
  [
    'an answer that is allowed by an input',
    changed({ outputs: [{ name: 'grade' }, { name: 'bonus', allowed: '< points' }] }),
  ],
  [
    'an input that is named as a word of FEEL',
    {
      id: 'words',
      inputs: [{ name: 'true', type: 'number' }],
      decisions: [
        {
          name: 'Routing',
          requires: ['true'],
          logic: { ...routing, inputs: [{ expression: 'true' }], rules: [] },
        },
      ],
      answer: 'Routing',
    },
  ],
  [
    'a date that is called a text',
    changed({ inputs: [{ expression: 'points' }, { expression: 'since', type: 'string' }] }),
  ],
  [
    'knowledge',
    {
      ...model,
      knowledge: [
        { name: 'f', function: { kind: 'function', parameters: [], body: { kind: 'literal', text: '1' } } },
      ],
    },
  ],
])('%s is not quickened', (_, other) => {
  expect(quickened(other, () => ({ output: null, hits: [], faults: [] }))).toBeUndefined();
});
