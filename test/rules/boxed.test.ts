import { expect, test } from 'vitest';
import type { Expression } from '../../rules/model.ts';
import { ready } from '../../rules/ready.ts';
import { literal, modelOf } from './model-of.ts';

const list: Expression = { kind: 'list', items: [literal('n'), literal('2'), literal('3')] };
const double: Expression = {
  kind: 'function',
  parameters: [{ name: 'x', type: 'number' }],
  body: literal('x * 2'),
};

test.each<[string, Expression, unknown]>([
  ['literal', literal('n + 1'), 2],
  [
    'context',
    {
      kind: 'context',
      entries: [
        { name: 'a', value: literal('n') },
        { name: 'b', value: literal('a + 1') },
      ],
    },
    { a: 1, b: 2 },
  ],
  [
    'context with a result',
    { kind: 'context', entries: [{ name: 'a', value: literal('n') }, { value: literal('a + 1') }] },
    2,
  ],
  [
    'loops within loops, each with results of its own',
    {
      kind: 'for',
      variable: 'a',
      in: literal('[1, 2]'),
      return: literal('for b in [1, 2] return count(partial)'),
    },
    [
      [0, 1],
      [0, 1],
    ],
  ],
  [
    'invocation',
    {
      kind: 'invocation',
      function: double,
      arguments: [{ name: 'x', value: literal('n') }],
    },
    2,
  ],
  [
    'relation',
    {
      kind: 'relation',
      columns: [{ name: 'a' }, { name: 'b', type: 'string' }],
      rows: [
        [literal('n'), literal('"x"')],
        [literal('2'), literal('"y"')],
      ],
    },
    [
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ],
  ],
  ['list', list, [1, 2, 3]],
  [
    'conditional',
    { kind: 'conditional', if: literal('n = 1'), then: literal('"yes"'), else: literal('"no"') },
    'yes',
  ],
  [
    'conditional of null',
    { kind: 'conditional', if: literal('null'), then: literal('1'), else: literal('2') },
    2,
  ],
  ['filter', { kind: 'filter', in: list, match: literal('item > 1') }, [2, 3]],
  ['for', { kind: 'for', variable: 'x', in: list, return: literal('x + count(partial)') }, [1, 3, 5]],
  ['every', { kind: 'every', variable: 'x', in: list, satisfies: literal('x > 1') }, false],
  ['some', { kind: 'some', variable: 'x', in: list, satisfies: literal('x > 1') }, true],
  [
    'tree',
    {
      kind: 'tree',
      outputs: [{ type: 'string' }],
      root: {
        ask: 'n',
        type: 'number',
        branches: [
          { test: '> 5', then: { id: 'many', then: ['"many"'] } },
          {
            test: '-',
            then: { ask: 'n + 1', branches: [{ test: '2', then: { id: 'one', then: ['"one"'] } }] },
          },
        ],
      },
    },
    'one',
  ],
])('%s', async (_name, logic, output) => {
  const outcome = (await ready(modelOf(logic, [{ name: 'n', type: 'number' }]))).decide({ n: 1 });
  expect(outcome.output).toEqual(output);
  expect(outcome.faults).toEqual([]);
});

test('a tree says which leaf answered, and answers null or its default where no branch fits', async () => {
  const tree = (fallback?: string): Expression => ({
    kind: 'tree',
    outputs: [{ name: 'a' }, { name: 'b', ...(fallback === undefined ? {} : { default: fallback }) }],
    root: { ask: 'n', branches: [{ test: '1', then: { id: 'first', then: ['"x"', 'n'] } }] },
  });
  const inputs = [{ name: 'n', type: 'number' }];
  const decider = await ready(modelOf(tree(), inputs));
  expect(decider.decide({ n: 1 })).toEqual({
    output: { a: 'x', b: 1 },
    hits: [{ table: 'Answer', rules: ['first'] }],
    faults: [],
  });
  expect(decider.decide({ n: 2 })).toEqual({
    output: null,
    hits: [{ table: 'Answer', rules: [] }],
    faults: [],
  });
  expect((await ready(modelOf(tree('7'), inputs))).decide({ n: 2 }).output).toEqual({ a: null, b: 7 });
});

test('knowledge calls itself, services take their arguments instead of computing them, decisions use both', async () => {
  const decider = await ready({
    id: 'graph',
    inputs: [{ name: 'n', type: 'number' }],
    decisions: [
      { name: 'Base', type: 'number', requires: ['n'], logic: literal('n + 1') },
      { name: 'Twice', type: 'number', requires: ['Base'], logic: literal('Base * 2') },
      { name: 'Factorial', requires: ['factorial', 'Base'], logic: literal('factorial(Base)') },
      { name: 'Served', requires: ['serve'], logic: literal('serve(10)') },
      {
        name: 'All',
        requires: ['Twice', 'Factorial', 'Served', 'Undecided'],
        logic: literal('[Twice, Factorial, Served, Undecided]'),
      },
      { name: 'Undecided' },
    ],
    knowledge: [
      {
        name: 'factorial',
        function: {
          kind: 'function',
          parameters: [{ name: 'k', type: 'number' }],
          body: literal('if k < 2 then 1 else k * factorial(k - 1)'),
        },
      },
    ],
    services: [{ name: 'serve', output: ['Twice'], givenDecisions: ['Base'] }],
    answer: 'All',
  });
  expect(decider.decide({ n: 3 })).toMatchObject({ output: [8, 24, 20, null], faults: [] });
  expect(decider.decide({ n: 3 }, { ask: 'Base' }).output).toBe(4);
  expect(decider.decide({ Base: 7 }, { ask: 'serve' }).output).toBe(14);
  expect(decider.decide({ n: 3 }, { ask: 'Nothing' })).toMatchObject({
    output: null,
    faults: [{ code: 'not-computable', place: 'Nothing' }],
  });
});

test('what an import has is reached through its name, types too', async () => {
  const shared = {
    ...modelOf(literal('Person.age > 17'), [{ name: 'Person', type: 'tPerson' }], {
      types: [{ name: 'tPerson', fields: [{ name: 'age', type: 'number' }] }],
    }),
    knowledge: [
      {
        name: 'Greet',
        function: { kind: 'function' as const, parameters: [{ name: 'who' }], body: literal('"Hi " + who') },
      },
    ],
  };
  const decider = await ready({
    id: 'importing',
    imports: [{ name: 'shared', model: shared }],
    inputs: [{ name: 'Guest', type: 'shared.tPerson' }],
    decisions: [
      {
        name: 'Welcome',
        requires: ['Guest', 'shared.Greet', 'shared.Answer'],
        logic: literal('if shared.Answer then shared.Greet("Ada") else string(Guest.age)'),
      },
    ],
    answer: 'Welcome',
  });
  expect(decider.decide({ Guest: { age: 5 }, shared: { Person: { age: 20 } } }).output).toBe('Hi Ada');
  expect(decider.decide({ Guest: { age: 5 }, shared: { Person: { age: 10 } } }).output).toBe('5');
});

test('what an import without a name has stands among the names of the model', async () => {
  const decider = await ready({
    ...modelOf(literal('Price * 2')),
    id: 'importing',
    imports: [
      {
        name: '',
        model: {
          ...modelOf(literal('1')),
          decisions: [{ name: 'Price', logic: literal('21') }],
          answer: 'Price',
        },
      },
    ],
    decisions: [{ name: 'Answer', requires: ['Price'], logic: literal('Price * 2') }],
  });
  expect(decider.decide({}).output).toBe(42);
});
