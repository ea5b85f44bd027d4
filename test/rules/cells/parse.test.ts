import { describe, expect, test } from 'vitest';
import type { Cell, Constant, Test } from '../../../rules/cells/cell.ts';
import { parseCell, parseConstant } from '../../../rules/cells/parse.ts';

const number = (value: number): Constant => ({ type: 'number', value });
const string = (value: string): Constant => ({ type: 'string', value });
const equal = (to: Constant): Test => ({ kind: 'equal', to });
const tests = (...all: Test[]): Cell => ({ kind: 'tests', tests: all });
const range = (from: Constant, to: Constant, includesFrom: boolean, includesTo: boolean): Test => ({
  kind: 'range',
  from,
  to,
  includesFrom,
  includesTo,
});
const newYear: Constant = { type: 'date', text: '2026-01-01', order: Date.UTC(2026, 0, 1) };

const ordinary: readonly [string, Cell][] = [
  ['-', { kind: 'any' }],
  [' - ', { kind: 'any' }],
  ['', { kind: 'any' }],
  ['5', tests(equal(number(5)))],
  ['= 5', tests(equal(number(5)))],
  ['-0.5', tests(equal(number(-0.5)))],
  ['.5', tests(equal(number(0.5)))],
  ['-0', tests(equal(number(0)))],
  [
    'null, "", true',
    tests(equal({ type: 'null' }), equal(string('')), equal({ type: 'boolean', value: true })),
  ],
  ['"a \\"b\\" \\\\n\\n\\u00e9é😀"', tests(equal(string('a "b" \\n\néé😀')))],
  ['"-"', tests(equal(string('-')))],
  ['< 5', tests({ kind: 'compare', by: '<', to: number(5) })],
  ['>=-5,3', tests({ kind: 'compare', by: '>=', to: number(-5) }, equal(number(3)))],
  ['> "m"', tests({ kind: 'compare', by: '>', to: string('m') })],
  ['[1..5]', tests(range(number(1), number(5), true, true))],
  ['(1 .. 5]', tests(range(number(1), number(5), false, true))],
  [']1..5[', tests(range(number(1), number(5), false, false))],
  ['[.5...9)', tests(range(number(0.5), number(0.9), true, false))],
  ['["a".."f"]', tests(range(string('a'), string('f'), true, true))],
  [
    'not("a", < "0")',
    { kind: 'not', tests: [equal(string('a')), { kind: 'compare', by: '<', to: string('0') }] },
  ],
  ['not(null)', { kind: 'not', tests: [equal({ type: 'null' })] }],
  ['< date("2026-01-01")', tests({ kind: 'compare', by: '<', to: newYear })],
  ['@"2026-01-01"', tests(equal(newYear))],
  [
    '[date("2026-01-01")..date( "2026-01-31" )]',
    tests(range(newYear, { type: 'date', text: '2026-01-31', order: Date.UTC(2026, 0, 31) }, true, true)),
  ],
];

test.each(ordinary)('%s is an ordinary cell', (text, cell) => {
  expect(parseCell(text)).toEqual(cell);
});

const beyond: readonly string[] = [
  'score',
  '> score',
  '? > 5',
  '5 + 1',
  '5.',
  '1e3',
  '+5',
  '- 5',
  '--5',
  '1234567890.1234567',
  '5 6',
  '1,',
  ',1',
  'not(-)',
  'not(1',
  'not(1))',
  'not(not(1))',
  '-, 1',
  '!= 5',
  '< null',
  '< true',
  '[5..1]',
  '[1.."a"]',
  '[true..false]',
  '[null..1]',
  '[]',
  '["a", "b"]',
  '[true]',
  '[date("2026-01-01")]',
  '[[1]]',
  '(5)',
  'true.x',
  'trueish',
  '"a" + "b"',
  '"a\nb"',
  '"\\x"',
  '"\\u004"',
  '"\\u00411"',
  '"\\U01F600"',
  "'a'",
  '"open',
  'date("2026-02-30")',
  'date("2026-1-1")',
  'date("2026-01-01T00:00:00")',
  'date and time("2026-01-01")',
  'date and time("2026-01-01T10:00")',
  'date and time("2026-01-01T10:00:00Z")',
  'date and time("2026-01-01T10:00:00@Europe/Paris")',
  'time("10:30:00+01:00")',
  'time("24:00:00")',
  'duration("P1Y2M3D")',
  'duration("P1W")',
  'duration("P")',
  'duration("PT")',
  'date(2026, 1, 1)',
  'date(x)',
  '@"noon"',
  'date("2026-01-01").year',
  'date("2026-01-01") + duration("P1D")',
  '5 // five',
  '/* any */ -',
  'today()',
];

test.each(beyond)('%s is beyond an ordinary cell', (text) => {
  expect(parseCell(text)).toEqual({ kind: 'beyond', text });
});

test('a list says the same as its elements where no list can come', () => {
  expect(parseCell('["a", "b"], "c"', 'string')).toEqual(
    tests(equal(string('a')), equal(string('b')), equal(string('c'))),
  );
  expect(parseCell('[1, 2', 'number').kind).toBe('beyond');
});

test('what is no single value is beyond, whatever its cells look like', () => {
  expect(parseCell('"a"', 'list').kind).toBe('beyond');
  expect(parseCell('-', 'list').kind).toBe('any');
});

describe('constants', () => {
  const temporal: readonly [string, string, number][] = [
    ['date("1969-12-31")', 'date', -86_400_000],
    ['time("10:30:00.25")', 'time', 37_800_250],
    ['date and time("1970-01-02T00:00:01")', 'date and time', 86_401_000],
    ['@"1970-01-02T00:00:01"', 'date and time', 86_401_000],
    ['@"10:30:00"', 'time', 37_800_000],
    ['duration("P1DT2H3M4.5S")', 'days and time duration', 93_784_500],
    ['duration("-PT36H")', 'days and time duration', -129_600_000],
    ['duration("P1Y2M")', 'years and months duration', 14],
    ['duration("-P3M")', 'years and months duration', -3],
    ['duration("-P0D")', 'days and time duration', 0],
  ];
  test.each(temporal)('%s has its place in order', (text, type, order) => {
    expect(parseConstant(text)).toEqual({ type, order, text: /"(.*)"/.exec(text)?.[1] });
  });

  test.each(['1, 2', '< 5', '"a" "b"', '', '-', '[1]', 'x', 'duration("P1Y1D")'])('%s is none', (text) => {
    expect(parseConstant(text)).toBeUndefined();
  });
});
