import type { Cell } from '../cells/cell.ts';
import { parseCell } from '../cells/parse.ts';
import type { Branching, InputClause, Leaf, Rule, Table, Tree } from '../model.ts';
import { NotConvertible } from './not-convertible.ts';
import { Pieces } from './pieces.ts';

/** More rules, or more places in a tree, than anybody could follow. */
const MOST_RULES = 500;
const MOST_NODES = 2_000;
/** How often it may be asked whether a rule is open for a piece of an input's values. */
const MOST_STEPS = 20_000_000;

interface Column {
  readonly input: InputClause;
  readonly pieces: Pieces;
  /** By rule and piece: whether it passes. */
  readonly passing: readonly (readonly boolean[])[];
  /** By rule: whether every piece passes. */
  readonly full: readonly boolean[];
  /** The texts of the rules' own cells, by the pieces that pass them. */
  readonly written: ReadonlyMap<string, string>;
}

/**
 * A table as a tree that asks one input at a time and answers alike, as long as every input is of its type and among its
 * allowed values; of each leaf, the id is that of the rule that answers there. At each place it asks what leaves the
 * fewest rules open. Throws `NotConvertible`, with the reason, for another hit policy than U, A and F, for cells that
 * only FEEL can tell, for rules that overlap where they must not, and where the tree would be too large.
 */
export function treeOf(table: Table): Tree {
  const { hitPolicy, outputs, rules } = table;
  if (!['U', 'A', 'F'].includes(hitPolicy)) {
    throw new NotConvertible(
      `a table under ${hitPolicy} takes several rules together, and a tree ends at one`,
    );
  }
  if (rules.length > MOST_RULES) throw new NotConvertible(`it has more than ${MOST_RULES} rules`);
  const columns = table.inputs.map((input, index) => columnOf(input, index, rules));
  const first = hitPolicy === 'F';
  let [nodes, steps] = [0, 0];

  const possible = rules.flatMap((_, rule) =>
    columns.every(({ passing }) => passing[rule]?.includes(true)) ? [rule] : [],
  );
  const root = build(unmasked(possible, columns), columns) ?? { ask: 'null', branches: [] };
  return { kind: 'tree', outputs, root };

  function build(open: readonly number[], left: readonly Column[]): Branching | Leaf | undefined {
    nodes += 1;
    if (nodes > MOST_NODES) throw new NotConvertible(`its tree would have more than ${MOST_NODES} places`);
    if (open.length === 0) return undefined;
    const asking = left.filter(({ full }) => open.some((rule) => full[rule] !== true));
    if (asking.length === 0) return leaf(open);
    const splits = asking.map((column) => ({ column, classes: split(column, open, left) }));
    const [best] = splits.toSorted((one, other) => costOf(one.classes) - costOf(other.classes));
    if (best === undefined) return leaf(open);
    const { column, classes } = best;
    const further = left.filter((one) => one !== column);
    return { ...branchingOf(column.input), branches: branches(column, classes, further) };
  }

  /** The pieces of a column by the rules that are still open there. */
  function split(column: Column, open: readonly number[], left: readonly Column[]): Map<string, Class> {
    steps += open.length * column.pieces.count;
    if (steps > MOST_STEPS) throw new NotConvertible('its tree would take too long to find');
    const classes = new Map<string, Class>();
    for (let piece = 0; piece < column.pieces.count; piece++) {
      const passing = open.filter((rule) => column.passing[rule]?.[piece] === true);
      const still = unmasked(
        passing,
        left.filter((one) => one !== column),
      );
      const key = still.join(' ');
      const { pieces } = classes.get(key) ?? { pieces: new Set<number>() };
      classes.set(key, { rules: still, pieces: pieces.add(piece) });
    }
    return classes;
  }

  /** Under F, no rule behind one that passes everything is ever asked. */
  function unmasked(open: readonly number[], left: readonly Column[]): readonly number[] {
    if (!first) return open;
    const last = open.findIndex((rule) => left.every(({ full }) => full[rule] === true));
    return last === -1 ? open : open.slice(0, last + 1);
  }

  function branches(
    column: Column,
    classes: ReadonlyMap<string, Class>,
    left: readonly Column[],
  ): Branching['branches'] {
    const { other } = column.pieces;
    const all = [...classes.values()].toSorted((one, next) => leading(one) - leading(next));
    const rest = all.find(({ pieces }) => pieces.has(other));
    const restTest = rest && column.written.get(markOf(rest.pieces, column.pieces.count));
    const named = all
      .filter((one) => one !== rest)
      // Where the rest is told apart by a test of its own, what no rule speaks of needs no branch.
      .filter((one) => one.rules.length > 0 || (rest?.rules.length !== 0 && restTest === undefined))
      .map((one) => ({
        test: column.written.get(markOf(one.pieces, column.pieces.count)) ?? column.pieces.textOf(one.pieces),
        then: build(one.rules, left) ?? { ...branchingOf(column.input), branches: [] },
      }));
    const then = rest && build(rest.rules, left);
    return then === undefined ? named : [...named, { test: restTest ?? '-', then }];
  }

  function leaf(open: readonly number[]): Leaf {
    const [rule, ...more] = open.flatMap((index) => rules[index] ?? []);
    if (rule === undefined) throw new TypeError('a leaf has a rule');
    const other = more.find((one) => hitPolicy === 'U' || one.then.join('\n') !== rule.then.join('\n'));
    if (other !== undefined && !first) {
      throw new NotConvertible(
        `the rules ${rule.id} and ${other.id} overlap, which ${hitPolicy} does not allow`,
      );
    }
    const note = rule.annotations?.filter(Boolean).join('; ');
    return { id: rule.id, then: rule.then, ...(note && { note }) };
  }
}

interface Class {
  readonly rules: readonly number[];
  readonly pieces: Set<number>;
}

function leading({ rules }: Class): number {
  return rules[0] ?? Number.POSITIVE_INFINITY;
}

/** What stays to be told apart: rules that are open in each class, and of these as few as may be. */
function costOf(classes: ReadonlyMap<string, Class>): number {
  let cost = 0;
  for (const { rules } of classes.values()) cost += 1 + rules.length * 2;
  return cost;
}

function branchingOf({ expression, title, type, allowed }: InputClause): Omit<Branching, 'branches'> {
  return { ask: expression, ...(title && { title }), ...(type && { type }), ...(allowed && { allowed }) };
}

function columnOf(input: InputClause, index: number, rules: readonly Rule[]): Column {
  const cells = rules.map(({ id, when }) => {
    const cell = parseCell(when[index] ?? '-', input.type);
    if (cell.kind === 'beyond') {
      throw new NotConvertible(
        `rule ${id}, ${input.title?.en ?? input.expression}: only FEEL can tell ${cell.text}`,
      );
    }
    return cell;
  });
  refuseZones(input, cells);
  const pieces = new Pieces(cells);
  const passing = cells.map((cell) => pieces.passing(cell));
  const written = new Map<string, string>();
  for (const [rule, row] of passing.entries()) {
    const mark = row.map(Number).join('');
    if (!written.has(mark)) written.set(mark, rules[rule]?.when[index] ?? '-');
  }
  return { input, pieces, passing, full: passing.map((row) => row.every(Boolean)), written };
}

function markOf(pieces: ReadonlySet<number>, count: number): string {
  return Array.from({ length: count }, (_, piece) => (pieces.has(piece) ? 1 : 0)).join('');
}

/**
 * A moment in another zone is neither equal to one of ours nor before nor after it: where moments are told both by `=`
 * and by order, no test says what lies between.
 */
function refuseZones(input: InputClause, cells: readonly Cell[]): void {
  const tests = cells.flatMap((cell) => ('tests' in cell ? cell.tests : []));
  const kinds = new Set(
    tests
      .filter((test) =>
        ['time', 'date and time'].includes(test.kind === 'range' ? test.from.type : test.to.type),
      )
      .map((test) => (test.kind === 'equal' ? 'equal' : 'ordered')),
  );
  if (kinds.size > 1) {
    throw new NotConvertible(`${input.expression} is both equal to moments and before or after them`);
  }
}
