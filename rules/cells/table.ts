import type { Cell } from './cell.ts';
import { compileCell, type Passes } from './compile.ts';
import { Segments, type Stretch } from './segments.ts';

/** Asks FEEL whether the value of an input passes a cell that is beyond an ordinary one. */
export type AskFeel = (row: number, input: number, value: unknown) => boolean;

/** The rows whose cells all pass, in the order of the table; values stand in the order of the inputs. */
export type Matcher = (values: readonly unknown[], ask: AskFeel) => readonly number[];

/**
 * A table's cells, row by row, as one function. It asks the inputs whose values tell most rows apart first and looks at
 * no row that these rule out, so that its cost hardly grows with the rows where they compare, and as the rows where
 * only FEEL can tell. With `firstOnly`, what comes after the first row that fits is not looked at.
 */
export function compileTable(
  rows: readonly (readonly Cell[])[],
  inputs: number,
  firstOnly: boolean,
): Matcher {
  const builder = new Builder(rows, inputs, firstOnly);
  const root = builder.node(
    rows.map((_, row) => row),
    Array.from({ length: inputs }, (_, input) => input),
  );
  return (values, ask) => {
    let node = root;
    while (node.kind === 'branch') {
      const next = node.children[node.segments.of(values[node.input])];
      if (next === undefined) return NONE;
      node = next;
    }
    return node.candidates === undefined ? node.rows : check(node.candidates, values, ask, firstOnly);
  };
}

interface Branch {
  readonly kind: 'branch';
  readonly input: number;
  readonly segments: Segments;
  readonly children: readonly Node[];
}

/** Rows that fit, or where more has to be asked of some, the candidates. */
interface Leaf {
  readonly kind: 'leaf';
  readonly rows: readonly number[];
  readonly candidates?: readonly Candidate[];
}

type Node = Branch | Leaf;

interface Candidate {
  readonly row: readonly [number];
  readonly checks: readonly Check[];
}

interface Check {
  readonly row: number;
  readonly input: number;
  /** Undefined where only FEEL can tell. */
  readonly passes: Passes | undefined;
}

const NONE: readonly number[] = Object.freeze([]);

/** So few rows are checked one by one. */
const FEW = 2;
/** How much of a node's rows a branch may leave on average to be worth its lookup. */
const WORTHWHILE = 0.75;
/** Entries of all branches together, for each row: what bounds the memory of a table whose rows overlap much. */
const ENTRIES_PER_ROW = 64;
const ENTRIES_AT_LEAST = 4096;

class Builder {
  readonly #rows: readonly (readonly Cell[])[];
  readonly #firstOnly: boolean;
  readonly #columns: readonly Segments[];
  /** By row, then by input. */
  readonly #passing: readonly (readonly (readonly Stretch[])[])[];
  readonly #compiled = new Map<Cell, Passes>();
  #entriesLeft: number;

  constructor(rows: readonly (readonly Cell[])[], inputs: number, firstOnly: boolean) {
    this.#rows = rows;
    this.#firstOnly = firstOnly;
    this.#columns = Array.from(
      { length: inputs },
      (_, input) => new Segments(rows.map((row) => cellAt(row, input))),
    );
    this.#passing = rows.map((row) =>
      this.#columns.map((column, input) => column.passing(cellAt(row, input))),
    );
    this.#entriesLeft = ENTRIES_AT_LEAST + ENTRIES_PER_ROW * rows.length;
  }

  node(rows: readonly number[], inputs: readonly number[]): Node {
    const input = rows.length > FEW ? this.#bestOf(rows, inputs) : undefined;
    return input === undefined ? this.#leaf(rows, inputs) : this.#branch(rows, inputs, input);
  }

  /** The input that leaves the fewest rows on average, if that is worth it. */
  #bestOf(rows: readonly number[], inputs: readonly number[]): number | undefined {
    let best: number | undefined;
    let least = rows.length * WORTHWHILE;
    for (const input of inputs) {
      const { size } = this.#column(input);
      const entries = this.#entries(rows, input);
      if (entries / size >= least || entries + size > this.#entriesLeft) continue;
      least = entries / size;
      best = input;
    }
    return best;
  }

  #entries(rows: readonly number[], input: number): number {
    let entries = 0;
    for (const row of rows) for (const [from, to] of this.#stretches(row, input)) entries += to - from + 1;
    return entries;
  }

  #branch(rows: readonly number[], inputs: readonly number[], input: number): Node {
    const segments = this.#column(input);
    this.#entriesLeft -= this.#entries(rows, input) + segments.size;
    const left: number[][] = Array.from({ length: segments.size }, () => []);
    for (const row of rows)
      for (const [from, to] of this.#stretches(row, input))
        for (let segment = from; segment <= to; segment += 1) left[segment]?.push(row);
    const others = inputs.filter((other) => other !== input);
    const known = new Map<string, Node>();
    const children = left.map((rowsLeft) => {
      const key = rowsLeft.join();
      const child = known.get(key) ?? this.node(rowsLeft, others);
      known.set(key, child);
      return child;
    });
    return { kind: 'branch', input, segments, children };
  }

  #leaf(rows: readonly number[], inputs: readonly number[]): Leaf {
    const candidates: Candidate[] = [];
    for (const row of rows) {
      const checks = this.#checks(row, inputs);
      candidates.push({ row: [row], checks });
      if (this.#firstOnly && checks.length === 0) break;
    }
    const sure = candidates.every(({ checks }) => checks.length === 0);
    const all = Object.freeze(candidates.flatMap(({ row }) => row));
    return sure ? { kind: 'leaf', rows: all } : { kind: 'leaf', rows: all, candidates };
  }

  /** Ordinary cells of the inputs that were not asked on the way, then what only FEEL can tell. */
  #checks(row: number, inputs: readonly number[]): Check[] {
    const ordinary: Check[] = [];
    const beyond: Check[] = [];
    for (const [input, cell] of (this.#rows[row] ?? []).entries()) {
      if (cell.kind === 'beyond') beyond.push({ row, input, passes: undefined });
      else if (cell.kind !== 'any' && inputs.includes(input))
        ordinary.push({ row, input, passes: this.#passes(cell) });
    }
    return [...ordinary, ...beyond];
  }

  #passes(cell: Cell): Passes {
    const passes = this.#compiled.get(cell) ?? compileCell(cell);
    this.#compiled.set(cell, passes);
    return passes;
  }

  #stretches(row: number, input: number): readonly Stretch[] {
    return this.#passing[row]?.[input] ?? [];
  }

  #column(input: number): Segments {
    const column = this.#columns[input];
    if (column === undefined) throw new RangeError(`no input ${input}`);
    return column;
  }
}

function cellAt(row: readonly Cell[], input: number): Cell {
  return row[input] ?? { kind: 'any' };
}

function check(
  candidates: readonly Candidate[],
  values: readonly unknown[],
  ask: AskFeel,
  firstOnly: boolean,
): readonly number[] {
  const rows: number[] = [];
  for (const candidate of candidates) {
    if (!passesAll(candidate.checks, values, ask)) continue;
    if (firstOnly) return candidate.row;
    rows.push(candidate.row[0]);
  }
  return rows;
}

function passesAll(checks: readonly Check[], values: readonly unknown[], ask: AskFeel): boolean {
  for (const { row, input, passes } of checks) {
    const value = values[input];
    if (!(passes === undefined ? ask(row, input, value) : passes(value))) return false;
  }
  return true;
}
