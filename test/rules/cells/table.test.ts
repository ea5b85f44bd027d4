import fc from 'fast-check';
import { evaluate } from 'feelin';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../rules/cells/cell.ts';
import { compileCell } from '../../../rules/cells/compile.ts';
import { parseCell } from '../../../rules/cells/parse.ts';
import { type AskFeel, compileTable } from '../../../rules/cells/table.ts';
import { seed } from '../../engine/seed.ts';
import { cellText, valueText } from './samples.ts';

const never: AskFeel = (row, input) => {
  throw new Error(`FEEL was asked of rule ${row}, input ${input}`);
};
const cells = (rows: readonly (readonly string[])[]): Cell[][] =>
  rows.map((row) => row.map((text) => parseCell(text)));

describe('a table says what its cells say one by one', () => {
  const value = valueText.map((text) => ({ text, value: evaluate(text).value }));
  // A cell that only FEEL can tell: here it passes where the value is a number.
  const cell = fc.oneof(
    { weight: 9, arbitrary: cellText },
    { weight: 1, arbitrary: fc.constant('? + 0 = ?') },
  );
  const ask: AskFeel = (_row, _input, asked) => typeof asked === 'number';
  const fits = (of: Cell, asked: unknown) =>
    of.kind === 'beyond' ? ask(0, 0, asked) : compileCell(of)(asked);

  test.each([
    { rows: 12, inputs: 3 },
    { rows: 60, inputs: 2 },
    { rows: 3, inputs: 1 },
  ])('$rows rows × $inputs inputs', ({ rows, inputs }) => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: inputs, maxLength: inputs }), { maxLength: rows }),
        fc.array(fc.array(value, { minLength: inputs, maxLength: inputs }), { minLength: 30, maxLength: 30 }),
        (texts, samples) => {
          const table = cells(texts);
          const all = compileTable(table, inputs, false);
          const first = compileTable(table, inputs, true);
          for (const sample of samples) {
            const values = sample.map((each) => each.value);
            const expected = table.flatMap((row, index) =>
              row.every((of, input) => fits(of, values[input])) ? [index] : [],
            );
            expect(all(values, ask)).toEqual(expected);
            expect(first(values, ask)).toEqual(expected.slice(0, 1));
          }
        },
      ),
      { seed, numRuns: 150 },
    );
  });
});

test('behind the first rule that fits, nothing is asked', () => {
  const table = cells([['-'], ['score > 5']]);
  expect(compileTable(table, 1, true)([1], never)).toEqual([0]);
  expect(() => compileTable(table, 1, false)([1], never)).toThrow('rule 1, input 0');
});

test('what only FEEL can tell is asked of the rules whose other cells pass', () => {
  const asked: [number, number, unknown][] = [];
  const table = cells([
    ['f(?)', '1'],
    ['f(?)', '2'],
    ['f(?)', '> 1'],
  ]);
  const rows = compileTable(
    table,
    2,
    false,
  )(['x', 2], (...all) => {
    asked.push(all);
    return all[0] === 2;
  });
  expect(rows).toEqual([2]);
  expect(asked).toEqual([
    [1, 0, 'x'],
    [2, 0, 'x'],
  ]);
});

test('a value of no kind that a table speaks of passes what says so', () => {
  const table = cells([['< 5'], ['not(5)'], ['-'], ['null'], ['not(null)']]);
  const matching = compileTable(table, 1, false);
  expect(matching([Number.NaN], never)).toEqual([1, 2, 4]);
  expect(matching([undefined], never)).toEqual([1, 2, 3]);
  expect(matching([[5]], never)).toEqual([1, 2, 4]);
  expect(matching([-0], never)).toEqual([0, 1, 2, 4]);
});

test('a large table keeps few candidates, also where several inputs tell its rules apart together', () => {
  const tens = Array.from({ length: 10 }, (_, ten) => ten);
  const grid = tens.flatMap((a) =>
    tens.flatMap((b) => tens.map((c) => [`[${a}..${a + 1})`, `${b}`, `"${c}"`])),
  );
  let comparisons = 0;
  const counted = new Proxy([4.5, 7, '3'], {
    get(target, key) {
      comparisons += 1;
      return Reflect.get(target, key);
    },
  });
  expect(compileTable(cells(grid), 3, false)(counted, never)).toEqual([473]);
  expect(comparisons).toBeLessThanOrEqual(6);
});
