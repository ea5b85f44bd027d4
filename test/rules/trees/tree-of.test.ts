import { describe, expect, test } from 'vitest';
import type { Rule, Table, Tree } from '../../../rules/model.ts';
import { NotConvertible } from '../../../rules/trees/not-convertible.ts';
import { tableOf } from '../../../rules/trees/table-of.ts';
import { treeOf } from '../../../rules/trees/tree-of.ts';

function tableWith(hitPolicy: Table['hitPolicy'], ...whens: readonly (readonly string[])[]): Table {
  const rules = whens.map((when, at): Rule => ({ id: `r${at + 1}`, when, then: [String(at + 1)] }));
  const inputs = [
    { expression: 'score', type: 'number' },
    { expression: 'tier', type: 'string' },
  ];
  return { kind: 'table', hitPolicy, inputs: inputs.slice(0, whens[0]?.length), outputs: [{}], rules };
}

/** A tree in one line: `score(> 80: r1; -: r2)`. */
function short(node: Tree['root']): string {
  if (!('ask' in node)) return node.id;
  return `${node.ask}(${node.branches.map(({ test, then }) => `${test}: ${short(then)}`).join('; ')})`;
}

test.each<[string, Table, string]>([
  [
    'cells that lie apart',
    tableWith('U', ['< 50'], ['[50..80]'], ['> 80']),
    'score(< 50: r1; [50..80]: r2; > 80: r3)',
  ],
  ['the rest', tableWith('F', ['> 80'], ['-']), 'score(> 80: r1; -: r2)'],
  ['cells that overlap', tableWith('F', ['< 20'], ['< 50']), 'score(< 20: r1; [20..50): r2)'],
  [
    'a second input only where the first leaves it open',
    tableWith('U', ['> 80', '-'], ['<= 80', '"gold"'], ['<= 80', 'not("gold")']),
    'score(> 80: r1; <= 80: tier("gold": r2; not("gold"): r3))',
  ],
  [
    'first what leaves the fewest rules open',
    tableWith('F', ['-', '"a"'], ['1', '"b"'], ['2', '"b"'], ['-', '"c"']),
    'tier("a": r1; "b": score(1: r2; 2: r3); "c": r4)',
  ],
  ['no rule that is never reached', tableWith('F', ['-'], ['> 5']), 'r1'],
  ['what a rule leaves out, where the rest is told apart', tableWith('U', ['not(5)']), 'score(not(5): r1)'],
  [
    'one input in several places, each with what is open there',
    tableWith('F', ['1', '"a"'], ['2', '-'], ['-', '"b"']),
    'score(1: tier("a": r1; "b": r3); 2: r2; -: tier("b": r3))',
  ],
  ['a table that never answers', tableWith('F'), 'null()'],
])('a tree says %s', (_, table, expected) => {
  expect(short(treeOf(table).root)).toBe(expected);
});

describe('no tree is made', () => {
  test.each<[string, Table, string]>([
    ['of several answers', tableWith('C', ['-']), 'a table under C takes several rules together'],
    [
      'of what only FEEL can tell',
      tableWith('U', ['? > 2 * 3']),
      'rule r1, score: only FEEL can tell ? > 2 * 3',
    ],
    ['of rules that overlap under U', tableWith('U', ['> 1'], ['> 2']), 'the rules r1 and r2 overlap'],
    ['of rules that differ under A', tableWith('A', ['> 1'], ['> 2']), 'which A does not allow'],
    [
      'of moments that are told both ways',
      { ...tableWith('F', ['time("08:00:00")'], ['> time("08:00:00")']), inputs: [{ expression: 'at' }] },
      'at is both equal to moments and before or after them',
    ],
    [
      'of too many rules',
      tableWith('F', ...Array.from({ length: 501 }, (_, at) => [String(at)])),
      'it has more than 500 rules',
    ],
    ['that would take too long', wide(60, 500), 'its tree would take too long to find'],
    ['that nobody could follow', pairs(14), 'more than 2000 places'],
  ])('%s', (_, table, message) => {
    expect(() => treeOf(table)).toThrow(NotConvertible);
    expect(() => treeOf(table)).toThrow(message);
  });

  test('but of rules that answer alike under A', () => {
    const table = tableWith('A', ['> 1'], ['> 2']);
    const rules = table.rules.map((rule) => ({ ...rule, then: ['1'] }));
    expect(short(treeOf({ ...table, rules }).root)).toBe('score((1..2]: r1; > 2: r1)');
  });
});

describe('a table of a tree', () => {
  const dead = (outputs: Tree['outputs']): Tree => ({
    kind: 'tree',
    outputs,
    root: {
      ask: 'score',
      branches: [
        {
          test: '> 5',
          then: { ask: 'tier', branches: [{ test: '"a"', then: { id: 'x', then: ['1', '2'] } }] },
        },
        { test: '> 3', then: { id: 'x', then: ['3', '4'] } },
      ],
    },
  });

  test('says where the tree ends without an answer, and a later branch would fit', () => {
    const { rules } = tableOf(dead([{ name: 'a', default: '0' }, { name: 'b' }]));
    expect(rules).toEqual([
      { id: 'x', when: ['> 5', '"a"'], then: ['1', '2'] },
      { id: 'none-1', when: ['> 5', '-'], then: ['0', 'null'] },
      { id: 'x-2', when: ['> 3', '-'], then: ['3', '4'] },
    ]);
  });

  test('is not made where it cannot say so', () => {
    expect(() => tableOf(dead([{ name: 'a' }, { name: 'b' }]))).toThrow(NotConvertible);
  });
});

/** So many rules, each of two inputs of its own: there are two ways past each of them. */
function pairs(count: number): Table {
  const inputs = Array.from({ length: 2 * count }, (_, at) => ({ expression: `c${at}`, type: 'boolean' }));
  const rules = Array.from({ length: count }, (_, rule): Rule => {
    const when = inputs.map((_, at) => (Math.trunc(at / 2) === rule ? 'true' : '-'));
    return { id: `r${rule}`, when, then: [`"${rule}"`] };
  });
  return { kind: 'table', hitPolicy: 'F', inputs, outputs: [{}], rules };
}

/** Many rules of many inputs, none of which has a value of another. */
function wide(columns: number, count: number): Table {
  const inputs = Array.from({ length: columns }, (_, at) => ({ expression: `c${at}`, type: 'number' }));
  const rules = Array.from({ length: count }, (_, at): Rule => {
    return { id: `r${at}`, when: inputs.map((_, column) => String(at + column)), then: ['1'] };
  });
  return { kind: 'table', hitPolicy: 'F', inputs, outputs: [{}], rules };
}
