import type { Evaluate, Run, Scope } from '../feel/run.ts';
import type { Table } from '../model.ts';
import { conform, UNFIT } from '../types.ts';
import type { Env } from './env.ts';

/** Which rules of a table fit, as indexes in their order; no more than the first where `first` is all that counts. */
export type Matching = (values: readonly unknown[], scope: Scope, run: Run) => number[];

/** Every cell through FEEL. */
export function compileMatching(table: Table, env: Env): Matching {
  const rules = table.rules.map((rule, index) =>
    table.inputs.map((input, column) => {
      const text = rule.when[column] ?? '-';
      const at = env.at(`rule ${rule.id}, ${columnName(input)}`, `rules[${index}].when[${column}]`);
      return text.trim() === '-' ? undefined : at.tests(text);
    }),
  );
  const first = table.hitPolicy === 'F';
  return (values, scope, run) => {
    const fitting: number[] = [];
    for (const [index, cells] of rules.entries()) {
      run.step();
      if (!cells.every((fits, column) => fits === undefined || fits(values[column], scope, run) === true))
        continue;
      fitting.push(index);
      if (first) break;
    }
    return fitting;
  };
}

export function columnName(input: Table['inputs'][number]): string {
  return input.title?.en ?? input.expression;
}

/** The values of a table's inputs, checked; undefined, and a fault, where one is not what may come. */
export function compileInputs(table: Table, env: Env): (scope: Scope, run: Run) => unknown[] | undefined {
  const inputs = table.inputs.map((input, index) => {
    const at = env.at(columnName(input), `inputs[${index}]`);
    return {
      at,
      evaluate: at.at('', 'expression').expression(input.expression) satisfies Evaluate,
      type: at.type(input.type),
      allowed: input.allowed === undefined ? undefined : at.at('', 'allowed').tests(input.allowed),
    };
  });
  return (scope, run) => {
    const values: unknown[] = [];
    for (const { at, evaluate, type, allowed } of inputs) {
      const value = conform(evaluate(scope, run), type, run);
      if (value === UNFIT || (allowed && value !== null && allowed(value, scope, run) !== true)) {
        run.fault(
          'invalid-input',
          at.place,
          value === UNFIT ? 'it is not of its type' : 'it is not an allowed value',
        );
        return undefined;
      }
      values.push(value);
    }
    return values;
  };
}
