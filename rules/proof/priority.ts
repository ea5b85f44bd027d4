import type { Constant } from '../cells/cell.ts';
import { sameConstant } from '../cells/compare-constants.ts';
import { parseCell } from '../cells/parse.ts';
import type { OutputClause, Table } from '../model.ts';
import type { BoxedRule, Grid } from './grid.ts';

/** The allowed values of an output, first first, where they are a list of constants. */
export function priorityOf(output: OutputClause): Constant[] | undefined {
  if (output.allowed === undefined) return undefined;
  const cell = parseCell(output.allowed);
  if (cell.kind !== 'tests') return undefined;
  const constants = cell.tests.flatMap((test) => (test.kind === 'equal' ? [test.to] : []));
  return constants.length === cell.tests.length ? constants : undefined;
}

/**
 * The rules in the order in which one of them answers where several fit: the table's under F, that of the priorities
 * under P, where a tie goes to the earlier rule. Undefined where the policy, or a computed answer, gives none.
 */
export function answeringOrder(grid: Grid): readonly BoxedRule[] | undefined {
  const { table, rules } = grid;
  if (table.hitPolicy === 'F') return rules;
  if (table.hitPolicy !== 'P') return undefined;
  const ranks = new Map(rules.map((rule) => [rule, ranksOf(rule, table)]));
  if ([...ranks.values()].some((rank) => rank === undefined)) return undefined;
  return rules.toSorted((one, other) => compare(ranks.get(one) ?? [], ranks.get(other) ?? []));
}

function ranksOf(rule: BoxedRule, table: Table): number[] | undefined {
  const ranks: number[] = [];
  for (const [index, clause] of table.outputs.entries()) {
    if (clause.allowed === undefined) continue;
    const order = priorityOf(clause);
    const output = rule.outputs[index];
    if (order === undefined || output === undefined) return undefined;
    const rank = order.findIndex((constant) => sameConstant(constant, output));
    ranks.push(rank === -1 ? order.length : rank);
  }
  return ranks;
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, rank] of one.entries()) {
    const difference = rank - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
