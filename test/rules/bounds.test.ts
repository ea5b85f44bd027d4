import { expect, test } from 'vitest';
import type { Model } from '../../rules/model.ts';
import { link, ready } from '../../rules/ready.ts';
import { type Issue, ModelUnfit } from '../../rules/unfit.ts';
import { literal, modelOf } from './model-of.ts';

const doubling = (each: string) =>
  `{a0: ${each}, ${Array.from({ length: 60 }, (_, index) => `a${index + 1}: ${each.startsWith('[') ? `[a${index}, a${index}]` : `a${index} + a${index}`}`).join(', ')}}`;

/** Whatever has no end, or one that is too far away, ends in a fault. */
test.each<[string, Model]>([
  ['a long loop', modelOf(literal('for i in 1..10000000000 return i'))],
  ['nested loops', modelOf(literal('count(for i in 1..100000, j in 1..100000 return 1)'))],
  ['a search without a find', modelOf(literal('some i in 1..10000000000 satisfies i < 0'))],
  ['a list that doubles', modelOf(literal(doubling('[1]')))],
  ['a text that doubles', modelOf(literal(doubling('"x"')))],
  ['a list that looks back', modelOf(literal('for i in 1..1000000 return count(partial)'))],
  [
    'knowledge that calls itself for ever',
    {
      ...modelOf(literal('1')),
      decisions: [{ name: 'Answer', requires: ['f'], logic: literal('f(1)') }],
      knowledge: [
        { name: 'f', function: { kind: 'function', parameters: [{ name: 'x' }], body: literal('f(x + 1)') } },
      ],
    },
  ],
  ['a function that is given itself', modelOf(literal('{f: function(g, x) g(g, x + 1), r: f(f, 1)}.r'))],
  [
    'a list that is compared with itself',
    modelOf(literal(doubling('[1]').replace(/}$/, ', same: a60 = a60}.same'))),
  ],
])('%s ends, and says so', async (what, model) => {
  const outcome = (await ready(model)).decide({});
  expect(outcome.output).toBeNull();
  const place = what.startsWith('knowledge') ? 'f' : 'Answer';
  expect(outcome.faults).toMatchObject([{ code: 'too-long', place }]);
});

test.each([
  ['brackets', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
  ['lists', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['sums', `1${' + 1'.repeat(50_000)}`],
])('text of deeply nested %s is refused or computed, never thrown', async (_what, text) => {
  const outcome = await ready(modelOf(literal(text))).then(
    (decider) => decider.decide({}).faults,
    (error: unknown) => error,
  );
  if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(ModelUnfit);
});

test('no name of JavaScript is found', async () => {
  const decider = await ready(
    modelOf(literal('[{a: 1}.constructor, {a: 1}.__proto__, x.toString]'), [{ name: 'x' }]),
  );
  expect(decider.decide({ x: {} }).output).toEqual([null, null, null]);
  await expect(ready(modelOf(literal('constructor')))).rejects.toBeInstanceOf(ModelUnfit);
});

test('a model whose texts would take long to read is refused at the text where its time was over', async () => {
  const sum = Array.from({ length: 4900 }, () => '1').join('+');
  const items = Array.from({ length: 100 }, () => literal(`x ${sum}`));
  const issues: Issue[] = [];
  await link(modelOf({ kind: 'list', items }), issues, 500);
  const last = issues.at(-1);
  expect(last?.message).toBe('the texts up to here take too long to read');
  expect(last?.path).toMatch(/^decisions\[0\]\.logic\.items\[\d+\]/);
});
