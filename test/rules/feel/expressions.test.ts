import { expect, test } from 'vitest';
import { ready } from '../../../rules/ready.ts';
import { literal, modelOf } from '../model-of.ts';

const people = [
  { name: 'Ada', age: 36, home: { town: 'London' } },
  { name: 'Bo', age: 17, home: { town: 'Malmö' } },
];
const inputs = { n: 5, none: null, people, 'last order': 7, 'net-total': 3 };

/** The JSON that a text computes, with these inputs. */
test.each<[string, unknown]>([
  ['duration("P49M") / 49', 'P1M'],
  ['duration("P100M") * 0.29', 'P2Y5M'],
  ['1 between 5 and null', false],
  ['9 between null and 5', false],
  ['6 between 5 and null', null],
  // Numbers are decimal.
  ['0.1 + 0.2', 0.3],
  ['0.1 + 0.2 = 0.3', true],
  ['1.1 * 3', 3.3],
  ['2 ** 10 - 1', 1023],
  ['-n + 2', -3],
  ['9007199254740991', 9007199254740991],
  ['1 / 0', null],
  ['1 + "a"', null],
  ['"a" + "b"', 'ab'],
  // Null is met everywhere, and never thrown.
  ['none + 1', null],
  ['none > 1', null],
  ['none = null', true],
  ['n = null', false],
  ['n != null', true],
  ['1 = "1"', null],
  // Three-valued logic.
  ['true and none', null],
  ['false and none', false],
  ['true or none', true],
  ['false or none', null],
  ['not(none)', null],
  ['not(true)', false],
  ['if none then 1 else 2', 2],
  // Ranges, `in` and `between`.
  ['n in [1..5]', true],
  ['n in [1..5)', false],
  ['n in ]5..9]', false],
  ['n in (< 3, > 4)', true],
  ['n in (1, 2, 3)', false],
  ['none in [1..5]', null],
  ['n between 1 and 5', true],
  ['[1..5].end', 5],
  ['[1..5].start included', true],
  ['["a".."f"] = ["a".."f"]', true],
  ['[1.."a"]', null],
  // Lists, filters and paths.
  ['people[age > 18].name', ['Ada']],
  ['people[-1].home.town', 'Malmö'],
  ['people[3]', null],
  ['people[0]', null],
  ['people.home.town', ['London', 'Malmö']],
  ['[1, 2, 3][item >= 2]', [2, 3]],
  ['n[1]', 5],
  ['none[1]', null],
  ['[]', []],
  ['{a: 1, b: a + 1}.b', 2],
  ['{"a b": 1}.a b', 1],
  ['{a: 1}.missing', null],
  ['{a: 1, a: 2}', null],
  // Names with spaces and signs.
  ['last order + net-total', 10],
  // Iterations.
  ['for i in 1..3 return i * i', [1, 4, 9]],
  ['for i in 3..1 return i', [3, 2, 1]],
  ['for i in [1..3) return i', [1, 2]],
  ['for i in 1..2, j in i..2 return i * 10 + j', [11, 12, 22]],
  ['for i in 0..4 return if i < 2 then 1 else partial[-1] + partial[-2]', [1, 1, 2, 3, 5]],
  ['for d in @"2024-02-28"..@"2024-03-01" return d', ['2024-02-28', '2024-02-29', '2024-03-01']],
  ['for i in none return i', null],
  ['some p in people satisfies p.age > 18', true],
  ['every p in people satisfies p.age > 18', false],
  ['every x in [true, none] satisfies x', null],
  ['some x in [false, none] satisfies x', null],
  // Functions.
  ['(function(a: number, b: number) a - b)(3, 1)', 2],
  ['(function(a: number, b: number) a - b)(b: 3, a: 1)', -2],
  ['(function(a: number) a)("text")', null],
  ['(function(a) a)()', null],
  ['{fact: function(k) if k < 2 then 1 else k * n, r: fact(3)}.r', 15],
  ['sort(people, function(x, y) x.age < y.age).name', ['Bo', 'Ada']],
  // Types.
  ['n instance of number', true],
  ['none instance of number', false],
  ['[1, 2] instance of list<number>', true],
  ['[1, "a"] instance of list<number>', false],
  ['{a: 1} instance of context<a: number>', true],
  ['@"P1D" instance of days and time duration', true],
  ['@"P1M" instance of days and time duration', false],
  // Texts and remarks.
  ['"a\\"b\\n\\u00e9\\U01F600"', 'a"b\né😀'],
  ['1 + /* two */ 1 // and no more', 2],
])('%s is %j', async (text, output) => {
  const types: Record<string, string> = { n: 'number', 'last order': 'number', 'net-total': 'number' };
  const data = Object.keys(inputs).map((name) => ({ name, ...(types[name] ? { type: types[name] } : {}) }));
  const decider = await ready(modelOf(literal(text), data));
  expect(decider.decide(inputs).output).toEqual(output);
});
