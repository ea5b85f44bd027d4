import { expect, test } from 'vitest';
import { rulesInWords } from '../../rules/explain.ts';
import type { Model, Table } from '../../rules/model.ts';

const routing: Table = {
  kind: 'table',
  hitPolicy: 'F',
  inputs: [{ expression: 'region' }, { expression: 'score' }],
  outputs: [{ name: 'role' }, { name: 'within' }],
  annotations: ['Why', 'Since'],
  rules: [
    { id: 'r1', when: ['"DE"', '-'], then: ['"berlin"', '4'], annotations: ['they speak German', ''] },
    { id: 'r2', when: ['-', '> 80'], then: ['"sales"', '1'] },
  ],
};
const model: Model = {
  id: 'routing',
  inputs: [{ name: 'region' }, { name: 'score' }],
  answer: 'Route',
  decisions: [
    { name: 'Route', logic: { kind: 'context', entries: [{ name: 'who', value: routing }] } },
    { name: 'Not yet' },
    {
      name: 'Next',
      logic: {
        kind: 'tree',
        outputs: [{}],
        root: {
          ask: 'score',
          branches: [
            { test: '> 50', then: { id: 'l1', then: ['"call"'], note: 'worth it' } },
            { test: '-', then: { id: 'r1', then: ['"wait"'] } },
          ],
        },
      },
    },
  ],
  knowledge: [
    { name: 'Rate', function: { kind: 'function', parameters: [{ name: 'score' }], body: { ...routing } } },
  ],
};

test.each([
  ['a rule by its id', ['r2'], [['Route', 'r2', [['score', '> 80']], ['role "sales"', 'within 1'], []]]],
  [
    'a rule with a note',
    ['Route: r1'],
    [['Route', 'r1', [['region', '"DE"']], ['role "berlin"', 'within 4'], ['Why: they speak German']]],
  ],
  [
    'a table within knowledge',
    ['Rate: r2'],
    [['Rate', 'r2', [['score', '> 80']], ['role "sales"', 'within 1'], []]],
  ],
  [
    'leaves of a tree, what fits anything left out',
    ['Next: l1', 'Next: r1'],
    [
      ['Next', 'l1', [['score', '> 50']], ['Next "call"'], [': worth it']],
      ['Next', 'r1', [], ['Next "wait"'], []],
    ],
  ],
  ['nothing for what is not there', ['r9', 'Rate: r9'], []],
] as const)('%s', (_, ids, expected) => {
  const words = rulesInWords(model, ids).map(({ table, rule, when, then, notes }) => [
    ...[table, rule],
    when.map(({ input, test }) => [input, test]),
    then.map(({ output, value }) => `${output} ${value}`),
    notes.map(({ name, note }) => `${name}: ${note}`),
  ]);
  expect(words).toEqual(expected);
});
