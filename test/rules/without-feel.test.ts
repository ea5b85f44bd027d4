import { expect, test } from 'vitest';
import { feel } from '../../rules/feel/feel.ts';
import { Graph } from '../../rules/logic/graph.ts';
import type { Decision, Expression, HitPolicy, Model } from '../../rules/model.ts';
import { evaluate, ready } from '../../rules/ready.ts';
import { literal } from './model-of.ts';

const dates = (hitPolicy: HitPolicy): Expression => ({
  kind: 'table',
  hitPolicy,
  inputs: [],
  outputs: [{}],
  rules: [
    { id: 'r1', when: [], then: ['due'] },
    { id: 'r2', when: [], then: ['since'] },
    { id: 'r3', when: [], then: ['due'] },
  ],
});

/** The decision `Answer` of two dates, and of the decision `Day`, which is one of the dates. */
function asking(logic: Expression, more: Partial<Decision> = {}): Model {
  return {
    id: 'dates',
    inputs: [
      { name: 'due', type: 'date' },
      { name: 'since', type: 'date' },
    ],
    decisions: [
      { name: 'Day', requires: ['due'], logic: literal('due') },
      { name: 'Answer', requires: ['due', 'since', 'Day'], logic, ...more },
    ],
    answer: 'Answer',
  };
}

test.each<[string, Model, unknown]>([
  ['a part of a date of no known type', asking(literal('Day.year')), 2026],
  ['what a date has inside only', asking(literal('Day.order')), null],
  ['a date as a date and time', asking(literal('due'), { type: 'date and time' }), '2026-01-02T00:00:00Z'],
  ['the least of dates', asking(dates('C<')), '2025-06-01'],
  ['the greatest of dates', asking(dates('C>')), '2026-01-02'],
  ['dates that differ', asking(dates('A')), null],
])('%s is decided as by FEEL', async (_, model, output) => {
  const facts = { due: '2026-01-02', since: '2025-06-01' };
  const outcome = (await ready(model)).decide(facts);
  expect(outcome.output).toEqual(output);
  expect(outcome).toEqual(evaluate(new Graph(model, feel, []), facts, {}, true));
});

test('a path through lists goes one list deep for each name', async () => {
  const model: Model = {
    id: 'lists',
    inputs: [{ name: 'nested' }],
    decisions: [{ name: 'Answer', requires: ['nested'], logic: literal('nested.a.b') }],
    answer: 'Answer',
  };
  const nested = [{ a: { b: 1 } }, { a: [{ b: 2 }] }, [{ a: { b: 3 } }], { a: null }, 4];
  const outcome = (await ready(model)).decide({ nested });
  expect(outcome).toEqual({ output: [1, null, null, null, null], hits: [], faults: [] });
  expect(outcome).toEqual(evaluate(new Graph(model, feel, []), { nested }, {}, true));
});
