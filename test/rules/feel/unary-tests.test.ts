import { expect, test } from 'vitest';
import { ready } from '../../../rules/ready.ts';
import { modelOf } from '../model-of.ts';

/** A cell, a value of its input, and whether the rule fits. */
test.each<[string, unknown, boolean]>([
  ['-', null, true],
  ['5', 5, true],
  ['5', null, false],
  ['null', null, true],
  ['"a", "b"', 'b', true],
  ['"a", "b"', 'c', false],
  ['not("a", "b")', 'c', true],
  ['not("a", "b")', 'a', false],
  ['not(> 5)', null, true],
  ['> 5', 6, true],
  ['> 5', 'x', false],
  ['[1..5)', 5, false],
  ['< 1, > 3', 4, true],
  ['!= 3', 4, true],
  ['true', true, true],
  ['true', 5, false],
  ['false', false, true],
  ['other', 7, true],
  ['> other', 7, false],
  ['others', 2, true],
  ['others', 3, false],
  ['? > other or ? = 1', 1, true],
  ['even(?)', 3, false],
  ['date("2024-01-01")', 1, false],
  ['other = 7', 1, true],
  ['other = 8', 1, false],
])('%s of %j fits: %s', async (cell, value, fits) => {
  const model = modelOf(
    {
      kind: 'table',
      hitPolicy: 'U',
      inputs: [{ expression: 'x' }],
      outputs: [{}],
      rules: [{ id: 'r1', when: [cell], then: ['true'] }],
    },
    [{ name: 'x' }, { name: 'other' }, { name: 'others' }],
  );
  const { output } = (await ready(model)).decide({ x: value, other: 7, others: [1, 2] });
  expect(output).toBe(fits ? true : null);
});
