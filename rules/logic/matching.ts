import { parseCell } from '../cells/parse.ts';
import { compileTable } from '../cells/table.ts';
import type { Evaluate, Fits, Run, Scope } from '../feel/run.ts';
import type { InputClause, Table } from '../model.ts';
import { conform, UNFIT } from '../types.ts';
import type { Env } from './env.ts';

/** Which rules of a table fit, as indexes in their order; no more than the first where `first` is all that counts. */
export type Matching = (values: readonly unknown[], scope: Scope, run: Run) => readonly number[];

/** Ordinary cells by a few lookups; each of the others through FEEL, where the rest of its rule fits. */
export function compileMatching(table: Table, env: Env): Matching {
  const asked: (Fits | undefined)[][] = [];
  const cells = table.rules.map((rule, index) => {
    const row = table.inputs.map(({ type }, column) => parseCell(rule.when[column] ?? '-', type));
    asked[index] = row.map((cell, column) => {
      if (cell.kind !== 'beyond') return undefined;
      const name = columnName(table.inputs[column]);
      return env.at(`rule ${rule.id}, ${name}`, `rules[${index}].when[${column}]`).tests(cell.text);
    });
    return row;
  });
  const matcher = compileTable(cells, table.inputs.length, table.hitPolicy === 'F');
  return (values, scope, run) => {
    run.step();
    return matcher(values, (rule, column, value) => {
      run.step();
      return asked[rule]?.[column]?.(value, scope, run) === true;
    });
  };
}

export function columnName(input: InputClause | undefined): string {
  return input?.title?.en ?? input?.expression ?? '';
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
