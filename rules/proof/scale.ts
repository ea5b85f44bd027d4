import type { Cell, Constant, Test } from '../cells/cell.ts';
import { compareConstants, sameConstant } from '../cells/compare-constants.ts';
import { between, type ConstantType, jsonOf } from './between.ts';
import { complement, NONE, type Spans, span, unite } from './spans.ts';

/**
 * Values that no cell tells apart: one constant, everything between two constants that follow each other, or all
 * strings that no cell names. `sample` is one of them.
 */
export interface Atom {
  readonly type: ConstantType;
  readonly sample: Constant;
  /** The constant that it is; otherwise what its values lie between, and no end where there is none. */
  readonly point?: Constant;
  readonly lower?: Constant;
  readonly upper?: Constant;
  /** All strings but those that cells name. */
  readonly rest?: true;
}

/** All values of some types, in order, as far as some tests tell them apart. */
export interface Scale {
  /** Undefined where there is no value, as between two days that follow each other. */
  readonly atoms: readonly (Atom | undefined)[];
  /** The places of the atoms that a cell accepts; undefined where only FEEL can tell. */
  placesOf(cell: Cell): Spans | undefined;
}

/** The scale on which these cells, and no others, are told apart. */
export function scaleOf(types: readonly ConstantType[], cells: readonly Cell[]): Scale {
  const tests = cells.flatMap(testsOf);
  const atoms: (Atom | undefined)[] = [];
  const places = new Map<string, number>();
  const ends = new Map<ConstantType, readonly [number, number]>();
  for (const type of types) {
    const start = atoms.length;
    const points = pointsOf(type, tests);
    const ordered = tests.some((test) => test.kind !== 'equal' && constantsOf(test)[0]?.type === type);
    for (const [index, point] of points.entries()) {
      atoms.push(type === 'string' && !ordered ? undefined : gap(type, points[index - 1], point));
      places.set(keyOf(point), atoms.length);
      atoms.push({ type, sample: point, point });
    }
    atoms.push(type === 'string' && !ordered ? restOf(points) : gap(type, points.at(-1), undefined));
    ends.set(type, [start, atoms.length]);
  }
  return { atoms, placesOf };

  function placesOf(cell: Cell): Spans | undefined {
    if (cell.kind === 'beyond') return undefined;
    if (cell.kind === 'any') return span(0, atoms.length);
    const accepted = unite(cell.tests.map(placesOfTest));
    return cell.kind === 'not' ? complement(accepted, atoms.length) : accepted;
  }

  function placesOfTest(test: Test): Spans {
    const [first = NULL, last = first] = constantsOf(test);
    const from = places.get(keyOf(first));
    const to = places.get(keyOf(last));
    const [start, end] = ends.get(first.type) ?? [0, 0];
    if (from === undefined || to === undefined) return NONE;
    if (test.kind === 'equal') return span(from, from + 1);
    if (test.kind === 'range') {
      return span(from + (test.includesFrom ? 0 : 1), to + (test.includesTo ? 1 : 0));
    }
    if (test.by === '<' || test.by === '<=') return span(start, test.by === '<' ? from : from + 1);
    return span(test.by === '>' ? from + 1 : from, end);
  }
}

/** The constants that the tests of these cells name. */
export function constantsIn(cells: readonly Cell[]): Constant[] {
  return cells.flatMap(testsOf).flatMap(constantsOf);
}

export function constantsOf(test: Test): [Constant] | [Constant, Constant] {
  return test.kind === 'range' ? [test.from, test.to] : [test.to];
}

const NULL: Constant = { type: 'null' };

function testsOf(cell: Cell): readonly Test[] {
  return 'tests' in cell ? cell.tests : [];
}

function keyOf(constant: Constant): string {
  return `${constant.type} ${'order' in constant ? constant.order : jsonOf(constant)}`;
}

/** The constants of this type, each once and in order; of the types that have few values, all. */
function pointsOf(type: ConstantType, tests: readonly Test[]): Constant[] {
  if (type === 'null') return [NULL];
  if (type === 'boolean') return [false, true].map((value) => ({ type, value }));
  const named = tests.flatMap(constantsOf).filter((constant) => constant.type === type);
  const sorted = named.sort(compareConstants);
  return sorted.filter((constant, index) => {
    const before = sorted[index - 1];
    return before === undefined || !sameConstant(before, constant);
  });
}

function gap(type: ConstantType, lower: Constant | undefined, upper: Constant | undefined): Atom | undefined {
  const sample = between(type, lower, upper);
  if (sample === undefined) return undefined;
  return {
    type,
    sample,
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
  };
}

function restOf(points: readonly Constant[]): Atom {
  const named = new Set(points.map(jsonOf));
  let value = 'other';
  for (let count = 1; named.has(value); count += 1) value = `other ${count}`;
  return { type: 'string', sample: { type: 'string', value }, rest: true };
}
