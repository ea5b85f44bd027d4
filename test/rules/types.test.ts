import { expect, test } from 'vitest';
import type { TypeDefinition } from '../../rules/model.ts';
import { ready } from '../../rules/ready.ts';
import { literal, modelOf } from './model-of.ts';

const types: readonly TypeDefinition[] = [
  { name: 'tGrade', type: 'string', allowed: '"A", "B"' },
  { name: 'tGrades', type: 'tGrade', list: true, constraint: 'count(?) < 3' },
  {
    name: 'tPerson',
    fields: [
      { name: 'born', type: 'date' },
      { name: 'grades', type: 'tGrades' },
    ],
  },
];

/** An input of the type, whether it comes through, and what becomes of it. */
test.each<[string, unknown, unknown]>([
  ['number', 1.5, 1.5],
  ['number', [2], 2],
  ['string', 'x', 'x'],
  ['boolean', false, false],
  ['date', '2024-02-29', '2024-02-29'],
  ['date', '-2024-02-29', '-2024-02-29'],
  ['time', '10:30:00.5+02:00', '10:30:00.5+02:00'],
  ['date and time', '2024-02-29T10:30:00Z', '2024-02-29T10:30:00Z'],
  ['date and time', '2024-02-29T10:30:00@Europe/Paris', '2024-02-29T10:30:00@Europe/Paris'],
  ['days and time duration', 'PT36H', 'P1DT12H'],
  ['years and months duration', 'P14M', 'P1Y2M'],
  ['Any', { a: [1, 'x', null] }, { a: [1, 'x', null] }],
  ['tGrade', 'A', 'A'],
  ['tGrades', ['A', 'B'], ['A', 'B']],
  ['tGrades', 'A', ['A']],
  ['tPerson', { born: '2000-01-01', grades: ['B'], more: 1 }, { born: '2000-01-01', grades: ['B'], more: 1 }],
  ['number', null, null],
  ['date and time', '2024-02-29', '2024-02-29T00:00:00'],
])('%s takes %j', async (type, value, output) => {
  const decider = await ready(modelOf(literal('x'), [{ name: 'x', type }], { types, type }));
  expect(decider.decide({ x: value })).toEqual({ output, hits: [], faults: [] });
});

test.each<[string, unknown]>([
  ['number', '1'],
  ['number', [1, 2]],
  ['number', Number.NaN],
  ['string', 1],
  ['boolean', 'true'],
  ['date', '2024-02-30'],
  ['date', '2024-02-29T10:00:00'],
  ['time', '10:30'],
  ['date and time', 'now'],
  ['days and time duration', 'P1M'],
  ['years and months duration', 'P1D'],
  ['tGrade', 'C'],
  ['tGrades', ['A', 'C']],
  ['tGrades', ['A', 'B', 'A']],
  ['tPerson', { born: 'yesterday' }],
  ['tPerson', 'Ada'],
])('%s refuses %j', async (type, value) => {
  const decider = await ready(modelOf(literal('x'), [{ name: 'x', type }], { types }));
  const outcome = decider.decide({ x: value });
  expect(outcome.output).toBeNull();
  if (!Number.isNaN(value)) expect(outcome.faults).toMatchObject([{ code: 'invalid-input', place: 'x' }]);
});

test.each<[string, string]>([
  ['number', '"x"'],
  ['string', '1'],
  ['tGrade', '"C"'],
  ['date', '"2024-01-01"'],
])('a result that is no %s is null and a fault', async (type, text) => {
  const outcome = (await ready(modelOf(literal(text), [], { types, type }))).decide({});
  expect(outcome).toMatchObject({ output: null, faults: [{ code: 'invalid-result', place: 'Answer' }] });
});

test('a date that is to be a date and time is its midnight in UTC', async () => {
  const model = modelOf(literal('date("2024-02-29")'), [], { type: 'date and time' });
  expect((await ready(model)).decide({})).toEqual({ output: '2024-02-29T00:00:00Z', hits: [], faults: [] });
});
