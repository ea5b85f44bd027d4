import type { Cell, Constant } from '../cells/cell.ts';
import { parseCell, parseConstant } from '../cells/parse.ts';
import type { InputClause, Rule, Table } from '../model.ts';
import { type Box, isEmpty } from './box.ts';
import { type Dimension, dimensionOf } from './dimension.ts';
import { plainName, type Site } from './site.ts';
import { areIndependent, type Source, sourceOf } from './source.ts';
import { contains, intersect } from './spans.ts';
import { type ValueType, valueTypeOf } from './value-type.ts';

/** A table as boxes: one dimension for each input expression, one box for each rule. */
export interface Grid {
  readonly site: Site;
  readonly table: Table;
  readonly dimensions: readonly Dimension[];
  readonly columns: readonly Column[];
  readonly rules: readonly BoxedRule[];
  /** All inputs. */
  readonly whole: Box;
}

/** An input clause; several of one expression share a dimension. */
export interface Column {
  readonly clause: InputClause;
  readonly at: number;
  readonly dimension: number;
  /** One for each rule. */
  readonly cells: readonly Cell[];
}

export interface BoxedRule {
  readonly rule: Rule;
  readonly at: number;
  /** What it accepts at most: a cell beyond the proof may accept everything. */
  readonly box: Box;
  /** Whether it accepts all of the box for certain. */
  readonly sure: boolean;
  /** No input reaches it. */
  readonly empty: boolean;
  /** Its answers; undefined where one is computed. */
  readonly outputs: readonly (Constant | undefined)[];
}

export function gridOf(site: Site, table: Table): Grid {
  const names = table.inputs.map((clause) => plainName(clause.expression));
  const expressions = [...new Set(names)];
  const cells = table.inputs.map((_, at) => table.rules.map((rule) => parseCell(rule.when[at] ?? '-')));
  const dimensions = expressions.map((expression) => {
    const shared = table.inputs.filter((_, at) => names[at] === expression);
    const source = sourceOf(expression, site.names);
    return dimensionOf(
      expression,
      source,
      declaredType(
        shared.map((clause) => clause.type),
        source,
        site,
      ),
      shared.flatMap((clause) => clause.allowed ?? []),
      cells.flatMap((column, at) => (names[at] === expression ? column : [])),
    );
  });
  const columns = table.inputs.map((clause, at) => ({
    clause,
    at,
    dimension: expressions.indexOf(names[at] ?? ''),
    cells: cells[at] ?? [],
  }));
  const whole = dimensions.map((dimension) => dimension.all);
  const rules = table.rules.map((rule, at) => boxedRule(rule, at, dimensions, columns));
  return { site, table, dimensions, columns, rules, whole };
}

/**
 * Whether inputs of every part of the box can come: what it asks for can be chosen, each apart from the others. What it
 * does not ask for may be whatever it is.
 */
export function canCome(grid: Pick<Grid, 'dimensions' | 'whole'>, box: Box): boolean {
  const asked = grid.dimensions.filter((_, at) => !contains(box[at] ?? [], grid.whole[at] ?? []));
  const free = asked.every(({ source, exact }) => source.kind !== 'computed' && exact);
  return free && areIndependent(asked.map(({ source }) => source));
}

/** What the rule accepts, where it accepts nothing of an input with all of that: as near as an input can come. */
export function nearest(grid: Grid, rule: BoxedRule): Box {
  return rule.box.map((spans, at) => (spans.length === 0 ? (grid.whole[at] ?? []) : spans));
}

/** The clause's own type, or that of the name; allowed values of both hold. */
export function declaredType(
  clauseTypes: readonly (string | undefined)[],
  source: Source,
  site: Site,
): ValueType {
  const named = clauseTypes.find((name) => name !== undefined && name !== 'Any');
  if (named === undefined) return source.type;
  const type = valueTypeOf(named, site.model);
  if (type.kind !== 'scalar' || source.type.kind !== 'scalar' || source.type.of !== type.of) return type;
  return { ...type, allowed: [...new Set([...type.allowed, ...source.type.allowed])] };
}

function boxedRule(
  rule: Rule,
  at: number,
  dimensions: readonly Dimension[],
  columns: readonly Column[],
): BoxedRule {
  const box = dimensions.map((dimension) => dimension.all);
  let sure = true;
  for (const column of columns) {
    const spans = dimensions[column.dimension]?.spansOf(column.cells[at] ?? { kind: 'any' });
    if (spans === undefined) sure = false;
    else box[column.dimension] = intersect(box[column.dimension] ?? [], spans);
  }
  return { rule, at, box, sure, empty: isEmpty(box), outputs: rule.then.map(parseConstant) };
}
