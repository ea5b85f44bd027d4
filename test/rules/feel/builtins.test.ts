import { expect, test } from 'vitest';
import { builtins } from '../../../rules/feel/builtins/all.ts';
import { ready } from '../../../rules/ready.ts';
import { literal, modelOf } from '../model-of.ts';

const calls: readonly [string, unknown][] = [
  ['substring("foobar", 3, 2)', 'ob'],
  ['substring("foobar", -2)', 'ar'],
  ['substring("foobar", 0)', null],
  ['substring("😀bc", 2)', 'bc'],
  ['string length("😀b")', 2],
  ['upper case("aé")', 'AÉ'],
  ['lower case("AÉ")', 'aé'],
  ['substring before("foobar", "bar")', 'foo'],
  ['substring after("foobar", "ob")', 'ar'],
  ['contains("foobar", "oba")', true],
  ['starts with("foobar", "foo")', true],
  ['ends with("foobar", "foo")', false],
  ['matches("foobar", "^fo*bar")', true],
  ['matches("FOO", "foo", "i")', true],
  ['matches("a", "[")', null],
  ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'],
  ['replace("abc", "b", "$0$0")', 'abbc'],
  ['split("a;b;;c", ";")', ['a', 'b', '', 'c']],
  ['string join(["a", null, "c"], "-")', 'a-c'],
  ['string(1.10)', '1.1'],
  ['string({a: [1, "b"], c: @"2024-01-01"})', '{a: [1, "b"], c: 2024-01-01}'],
  ['string(0.0000001)', '0.0000001'],
  ['number("1.000,5", ".", ",")', 1000.5],
  ['number("x")', null],
  ['decimal(2.5, 0)', 2],
  ['decimal(1.005, 2)', 1],
  ['floor(-1.5)', -2],
  ['ceiling(1.25, 1)', 1.3],
  ['round up(-1.5, 0)', -2],
  ['round down(-1.5, 0)', -1],
  ['round half up(1.005, 2)', 1.01],
  ['round half down(1.005, 2)', 1],
  ['round half down(-1.6, 0)', -2],
  ['round half up(-2.5, 0)', -3],
  ['abs(@"-PT5H")', 'PT5H'],
  ['modulo(-12, 5)', 3],
  ['sqrt(16)', 4],
  ['sqrt(-1)', null],
  ['log(1)', 0],
  ['exp(0)', 1],
  ['odd(3)', true],
  ['even(3)', false],
  ['not(negand: false)', true],
  ['min([3, 1, 2])', 1],
  ['max("a", "c", "b")', 'c'],
  ['sum(0.1, 0.2)', 0.3],
  ['sum([])', null],
  ['mean([1, 2, 6])', 3],
  ['product(2, 3, 4)', 24],
  ['median([8, 2, 5, 3])', 4],
  ['stddev(2, 4, 7, 5)', 2.08166599946613],
  ['mode([6, 1, 9, 6, 1])', [1, 6]],
  ['all([true, null])', null],
  ['any([true, null])', true],
  ['list contains([1, null], null)', true],
  ['count([1, 2, 3])', 3],
  ['sublist([4, 5, 6], 1, 2)', [4, 5]],
  ['append([1], 2, 3)', [1, 2, 3]],
  ['concatenate([1, 2], [3])', [1, 2, 3]],
  ['union([1, 2], [2, 3])', [1, 2, 3]],
  ['insert before([1, 3], 1, 2)', [2, 1, 3]],
  ['remove([1, 2, 3], 2)', [1, 3]],
  ['list replace([2, 4], 2, 0)', [2, 0]],
  ['list replace([2, 4], function(item, newItem) item < newItem, 3)', [3, 4]],
  ['reverse([1, 2])', [2, 1]],
  ['index of([1, 2, 1], 1)', [1, 3]],
  ['distinct values([1, 2, 1, [1]])', [1, 2, [1]]],
  ['flatten([[1, [2]], 3])', [1, 2, 3]],
  ['sort([3, 1, 2], function(x, y) x > y)', [3, 2, 1]],
  ['get value({a: 1}, "a")', 1],
  ['get entries({a: 1})', [{ key: 'a', value: 1 }]],
  ['context([{key: "a", value: 1}])', { a: 1 }],
  ['context put({a: {b: 1}}, ["a", "b"], 2)', { a: { b: 2 } }],
  ['context merge([{a: 1}, {b: 2}])', { a: 1, b: 2 }],
  ['date("2024-02-30")', null],
  ['date(2024, 2, 29)', '2024-02-29'],
  ['date and time("2024-01-01T24:00:00")', '2024-01-02T00:00:00'],
  ['date and time(date("2024-01-01"), time("10:00:00Z"))', '2024-01-01T10:00:00Z'],
  ['time(10, 30, 0, @"PT5H30M")', '10:30:00+05:30'],
  ['time("10:30:00").time offset', null],
  ['duration("P1Y2M")', 'P1Y2M'],
  ['duration("P1Y2D")', null],
  ['years and months duration(date("2011-12-22"), date("2013-08-24"))', 'P1Y8M'],
  ['@"2024-01-31" + @"P1M"', '2024-02-29'],
  ['@"2024-01-31" + @"PT25H"', '2024-02-01'],
  ['@"2024-03-01" - @"2024-02-01"', 'P29D'],
  ['@"PT1H" * 2.5', 'PT2H30M'],
  ['@"P1D" / @"PT6H"', 4],
  ['@"P1M" + @"P1D"', null],
  ['@"23:00:00" + @"PT2H"', '01:00:00'],
  ['@"2024-01-01T10:00:00+02:00" = @"2024-01-01T08:00:00Z"', true],
  ['is(@"2024-01-01T10:00:00+02:00", @"2024-01-01T08:00:00Z")', false],
  ['@"10:00:00Z" = @"10:00:00"', false],
  ['@"10:00:00Z" < @"11:00:00"', true],
  ['day of year(@"2024-12-31")', 366],
  ['day of week(@"2024-01-01")', 'Monday'],
  ['month of year(@"2024-01-01")', 'January'],
  ['week of year(@"2005-01-01")', 53],
  ['before(1, [2..3])', true],
  ['after([5..6], 5)', false],
  ['meets([1..5], [5..9])', true],
  ['met by([5..9], [1..5])', true],
  ['overlaps([1..5], [5..9])', true],
  ['overlaps([1..5), [5..9])', false],
  ['overlaps before([1..5], [3..9])', true],
  ['overlaps after([3..9], [1..5])', true],
  ['finishes(9, [1..9])', true],
  ['finished by([1..9], 9)', true],
  ['includes([1..9], [2..3])', true],
  ['during(2, [1..9])', true],
  ['starts([1..3], [1..9])', true],
  ['started by([1..9], 1)', true],
  ['coincides([1..9], [1..9])', true],
];

test.each(calls)('%s is %j', async (text, output) => {
  const decider = await ready(modelOf(literal(text)));
  expect(decider.decide({}).output).toEqual(output);
});

test('every built-in function is called above', () => {
  const called = (name: string) => calls.some(([text]) => text.includes(`${name}(`));
  expect([...builtins.keys()].filter((name) => name !== '@' && !called(name))).toEqual([]);
});

const names = [...builtins.keys()].filter((name) => name !== '@');

test.each(names)('%s throws nothing, whatever it is given', async (name) => {
  const odd = ['null', '[]', '"x"', '-1', '{}', '[[1]]', '1/3', '@"P1D"', '[1..2]', 'function(x) x'];
  const pairs = odd.flatMap((one) => [`${name}(${one})`, ...odd.map((other) => `${name}(${one}, ${other})`)]);
  const texts = [`${name}()`, ...pairs];
  const { output, faults } = (await ready(modelOf(literal(`[${texts.join(', ')}]`)))).decide({});
  expect(output).toHaveLength(texts.length);
  expect(faults.filter(({ code }) => code !== 'not-computable')).toEqual([]);
});
