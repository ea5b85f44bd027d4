import { expect, test } from 'vitest';
import type { Model, Table } from '../../rules/model.ts';
import { ready } from '../../rules/ready.ts';
import { ModelUnfit } from '../../rules/unfit.ts';
import { literal, modelOf } from './model-of.ts';

const table: Table = {
  kind: 'table',
  hitPolicy: 'U',
  inputs: [{ expression: 'score', type: 'number', allowed: '[0..100]', title: { en: 'Score' } }],
  outputs: [{ name: 'grade', type: 'string', allowed: '"A", "B"' }],
  rules: [
    { id: 'r1', when: ['> 50'], then: ['"A"'] },
    { id: 'r2', when: ['[10..60]'], then: ['"B"'] },
    { id: 'r3', when: ['5'], then: ['"C"'] },
    { id: 'r4', when: ['6'], then: ['1 + "x"'] },
    { id: 'r5', when: ['7'], then: ['1'] },
  ],
};
const scored = (changes: Partial<Table> = {}): Model =>
  modelOf({ ...table, ...changes }, [{ name: 'score' }]);

test.each<[string, unknown, object]>([
  ['several rules fit', 55, { code: 'several-answers', place: 'Answer' }],
  ['an input is of another type', 'x', { code: 'invalid-input', place: 'Answer, Score' }],
  ['an input is not allowed', 101, { code: 'invalid-input', place: 'Answer, Score' }],
  ['a result is not allowed', 5, { code: 'invalid-result', place: 'Answer, rule r3' }],
  ['a result cannot be computed', 6, { code: 'not-computable', place: 'Answer, rule r4' }],
  ['a result is of another type', 7, { code: 'invalid-result', place: 'Answer, rule r5' }],
])('%s: null, and a fault with its place', async (_what, score, fault) => {
  const outcome = (await ready(scored())).decide({ score });
  expect(outcome.output).toBeNull();
  expect(outcome.faults).toMatchObject([fault]);
});

test('a missing input is null and a fault; one that is null is neither', async () => {
  const decider = await ready(modelOf(literal('x'), [{ name: 'x' }]));
  expect(decider.decide({})).toMatchObject({ output: null, faults: [{ code: 'invalid-input', place: 'x' }] });
  expect(decider.decide({ x: null })).toMatchObject({ output: null, faults: [] });
});

test.each<[string, Model, string, RegExp]>([
  ['FEEL that is none', modelOf(literal('1 +')), 'decisions[0].logic', /not FEEL/],
  ['nothing', modelOf(literal(' ')), 'decisions[0].logic', /nothing in it/],
  ['an unknown name', modelOf(literal('speed + 1')), 'decisions[0].logic', /speed/],
  ['the clock', modelOf(literal('today()')), 'decisions[0].logic', /would ask a clock/],
  ['an unknown type', modelOf(literal('1'), [], { type: 'tSpeed' }), 'decisions[0]', /tSpeed/],
  [
    'an unknown requirement',
    { ...modelOf(literal('1')), decisions: [{ name: 'Answer', requires: ['x'] }] },
    'decisions[0]',
    /x/,
  ],
  ['an unknown answer', { ...modelOf(literal('1')), answer: 'Nothing' }, 'answer', /Nothing/],
  [
    'a cell that is no test',
    scored({ rules: [{ id: 'r1', when: ['> >'], then: ['"A"'] }] }),
    'decisions[0].logic.rules[0].when[0]',
    /not FEEL/,
  ],
  [
    'a rule of another width',
    scored({ rules: [{ id: 'r1', when: [], then: ['"A"'] }] }),
    'decisions[0].logic.rules[0]',
    /0 tests for 1/,
  ],
  [
    'answers of another number',
    scored({ rules: [{ id: 'r1', when: ['-'], then: [] }] }),
    'decisions[0].logic.rules[0]',
    /0 answers for 1/,
  ],
  [
    'two rules of one id',
    scored({
      rules: [
        { id: 'r1', when: ['1'], then: ['"A"'] },
        { id: 'r1', when: ['2'], then: ['"A"'] },
      ],
    }),
    'decisions[0].logic.rules[1]',
    /two rules r1/,
  ],
  [
    'a sum of several outputs',
    scored({ hitPolicy: 'C+', outputs: [{ name: 'a' }, { name: 'b' }], rules: [] }),
    'decisions[0].logic',
    /one output/,
  ],
  [
    'decisions that need each other',
    {
      ...modelOf(literal('1')),
      decisions: [
        { name: 'Answer', requires: ['B'] },
        { name: 'B', requires: ['Answer'] },
      ],
    },
    'decisions[1].requires',
    /Answer → B → Answer/,
  ],
  [
    'two of one name',
    { ...modelOf(literal('1')), inputs: [{ name: 'Answer' }] },
    'decisions[0]',
    /two with the name Answer/,
  ],
])('a model with %s is unfit', async (_what, model, path, message) => {
  const refused = await ready(model).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(ModelUnfit);
  const issues = refused instanceof ModelUnfit ? refused.issues : [];
  expect(issues).toMatchObject([{ path, message: expect.stringMatching(message) }]);
});
