import fc from 'fast-check';
import { evaluate, unaryTest } from 'feelin';
import { afterAll, expect, test } from 'vitest';
import { parseCell } from '../../../rules/cells/parse.ts';
import { compileTable } from '../../../rules/cells/table.ts';
import { feel } from '../../../rules/feel/feel.ts';
import { kindOf } from '../../../rules/feel/kind.ts';
import { Run, scopeOf } from '../../../rules/feel/run.ts';
import { Env, Names } from '../../../rules/logic/env.ts';
import type { Model } from '../../../rules/model.ts';
import { TypeNames } from '../../../rules/type-names.ts';
import { seed } from '../../engine/seed.ts';
import { cellText, constantText, valueText } from './samples.ts';

const EVALUATIONS = 100_000;
const INPUTS = 4;
const SAMPLES = 50;

console.log(`BATON_SEED=${seed}`);

const model: Model = { id: 'none', inputs: [], decisions: [], answer: 'none' };
const issues: never[] = [];
const env = new Env({ feel, types: new TypeNames(model, new Map()), issues }, new Names(new Map()));
const nothing = scopeOf({});

/** Values of FEEL; each text is computed once. */
const value = (() => {
  const known = new Map<string, unknown>();
  return valueText.map((text) => {
    if (!known.has(text)) known.set(text, feel.expression(text, env)(nothing, new Run()));
    return { text, value: known.get(text) };
  });
})();

/** Whether a value passes a cell by FEEL; each is asked once. */
const fits = (() => {
  const cells = new Map<string, ReturnType<typeof feel.tests>>();
  const known = new Map<string, boolean>();
  return (cell: string, asked: { readonly text: string; readonly value: unknown }) => {
    const name = JSON.stringify([cell, asked.text]);
    const before = known.get(name);
    if (before !== undefined) return before;
    const tests = cells.get(cell) ?? feel.tests(cell, env);
    cells.set(cell, tests);
    const passes = tests(asked.value, nothing, new Run()) === true;
    known.set(name, passes);
    return passes;
  };
})();

let evaluations = 0;
afterAll(() => console.log(`${evaluations} evaluations of tables by FEEL and by compiled cells`));

test('a compiled table equals the same table by FEEL, cell by cell', () => {
  const row = fc.array(cellText, { minLength: INPUTS, maxLength: INPUTS });
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 10 }),
      fc.array(fc.array(value, { minLength: INPUTS, maxLength: INPUTS }), {
        minLength: SAMPLES,
        maxLength: SAMPLES,
      }),
      (rows, samples) => {
        const matching = compileTable(
          rows.map((texts) => texts.map((text) => parseCell(text))),
          INPUTS,
          false,
        );
        for (const sample of samples) {
          evaluations += 1;
          const values = sample.map((each) => each.value);
          const passes = (row: number, input: number) => {
            const asked = sample[input];
            return asked !== undefined && fits(rows[row]?.[input] ?? '', asked);
          };
          const byFeel = rows.flatMap((texts, row) =>
            texts.every((_, input) => passes(row, input)) ? [row] : [],
          );
          expect(matching(values, passes)).toEqual(byFeel);
        }
      },
    ),
    { seed, numRuns: EVALUATIONS / SAMPLES },
  );
  expect(evaluations).toBeGreaterThanOrEqual(EVALUATIONS);
  expect(issues).toEqual([]);
}, 300_000);

/** Where constant and value are of one kind, feelin alone says what the standard says. */
test('a compiled cell equals feelin as it comes, for values of its constant’s kind', () => {
  const shapes = fc.constantFrom(
    (one: string) => one,
    (one: string) => `not(${one})`,
    (one: string) => `< ${one}`,
    (one: string) => `>= ${one}`,
    (one: string) => `not(> ${one})`,
    (one: string) => `["zz", "a"], ${one}`,
  );
  fc.assert(
    fc.property(constantText, shapes, value, (constant, shape, asked) => {
      const text = shape(constant);
      const cell = parseCell(text);
      // feelin compares what has a zone with what has none, but holds the two for different at the same moment.
      fc.pre(!/[Z@+]|-05/.test(String(asked.value)));
      // From half a year on, it compares days and hours by whole months: P200D and P201D are equal to it.
      fc.pre(!/P20\dD/.test(text + String(asked.value)));
      fc.pre(cell.kind !== 'beyond' && kindOf(evaluate(constant).value) === kindOf(asked.value));
      const compiled = compileTable([[cell]], 1, false);
      const passes = compiled([asked.value], () => false).length === 1;
      expect(passes, `${text} of ${asked.text}`).toBe(unaryTest(text, { '?': asked.value }).value === true);
    }),
    { seed, numRuns: 3000 },
  );
});
