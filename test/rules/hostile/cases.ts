import type { Decision, Expression, Knowledge, Model } from '../../../rules/model.ts';

/** A table whose rule r3 has this cell for its input `score`. */
export function withCell(cell: string, more: Partial<Model> = {}): Model {
  const routing: Decision = {
    name: 'Routing',
    requires: ['score', ...(more.knowledge ?? []).map(({ name }) => name)],
    logic: {
      kind: 'table',
      hitPolicy: 'F',
      inputs: [{ expression: 'score' }],
      outputs: [{}],
      rules: [
        { id: 'r1', when: ['"none"'], then: ['1'] },
        { id: 'r3', when: [cell], then: ['3'] },
      ],
    },
  };
  return { id: 'hostile', inputs: [{ name: 'score' }], decisions: [routing], answer: 'Routing', ...more };
}

const literal = (text: string): Expression => ({ kind: 'literal', text });

const endless: Knowledge = {
  name: 'again',
  requires: ['again'],
  function: { kind: 'function', parameters: [{ name: 'n' }], body: literal('again(n + 1)') },
};

const doubled = (first: string, next: (before: string) => string, asked = (last: string) => `${last} = ?`) =>
  `{x0: ${first}, ${Array.from({ length: 60 }, (_, at) => `x${at + 1}: ${next(`x${at}`)}`).join(', ')}, asked: ${asked('x60')}}.asked`;

/** Cells that would take for ever, or all memory. */
export const ENDLESS: Readonly<Record<string, Model>> = {
  'a pattern that goes back and forth': withCell('matches(?, "^(a+)+$")'),
  'a pattern in replace': withCell('replace(?, "(a|a)*b", "") = ""'),
  'a pattern in split': withCell('count(split(?, "(a*)*b")) > 1'),
  'a huge list': withCell('count(for i in 1..1000000000 return i) > 5'),
  'lists within lists': withCell(
    'some a in 1..100000, b in 1..100000, c in 1..100000 satisfies a + b + c < 0',
  ),
  'a list that grows by its own half-made results': withCell('count(for i in 1..1000000 return partial) > 5'),
  'knowledge that calls itself': withCell('again(1) > 5', { knowledge: [endless] }),
  'a function that calls itself': withCell('{f: function(g, n) g(g, n + 1), x: f(f, 1)}.x > 5'),
  'a function that calls itself twice': withCell(
    '{f: function(g, n) if n = 0 then 0 else g(g, n - 1) + g(g, n - 1), x: f(f, 90)}.x > 5',
  ),
  'a text that doubles': withCell(doubled('"ab"', (before) => `${before} + ${before}`)),
  'a list that doubles': withCell(doubled('[1, 2]', (before) => `concatenate(${before}, ${before})`)),
  'a text that is joined': withCell(doubled('"ab"', (before) => `string join([${before}, ${before}], "")`)),
  'a context that doubles': withCell(
    doubled(
      '[1]',
      (before) => `[${before}, ${before}]`,
      (last) => `string(${last}) = ?`,
    ),
  ),
  'a list that is sorted by what never agrees': withCell(
    'sort(for i in 1..100000 return i, function(a, b) count(distinct values(["x", "y"])) > 5)[1] = 0',
  ),
};

/** What each of them is asked about. */
export const ASKED = `${'a'.repeat(40)}c`;
