import type { Cell, Constant, Test } from './cell.ts';
import { placeOf } from './place-of.ts';

/** Segments of values that no kind below holds, of null, false and true. */
const OTHER = 0;
const NULL = 1;
const FALSE = 2;
const TRUE = 3;
const FIRST_FREE = 4;

type Ordered = Exclude<Constant, { readonly type: 'null' | 'boolean' }>;
type OrderedType = Ordered['type'];

/** First and last segment, both included. */
export type Stretch = readonly [from: number, to: number];

/**
 * All values there are, cut at the constants of some cells into segments: values of one segment pass the same ones of
 * these cells. A column of a table is asked once for the segment of its input's value instead of cell by cell.
 */
export class Segments {
  readonly size: number;
  readonly #scales = new Map<OrderedType, Scale>();
  readonly #numbers: Scale | undefined;
  readonly #strings: Scale | undefined;

  constructor(cells: Iterable<Cell>) {
    const constants = new Map<OrderedType, Set<number | string>>();
    for (const constant of [...cells].flatMap(orderedIn)) {
      const keys = constants.get(constant.type) ?? new Set();
      constants.set(constant.type, keys.add(keyOf(constant)));
    }
    let from = FIRST_FREE;
    for (const [type, keys] of constants) {
      const scale = new Scale(keys, from);
      this.#scales.set(type, scale);
      from = scale.to + 1;
    }
    this.size = from;
    this.#numbers = this.#scales.get('number');
    this.#strings = this.#scales.get('string');
  }

  /** The segment of an input's value. */
  of(value: unknown): number {
    switch (typeof value) {
      case 'number':
        return Number.isNaN(value) ? OTHER : (this.#numbers?.of(value) ?? OTHER);
      case 'string':
        return this.#strings?.of(value) ?? OTHER;
      case 'boolean':
        return value ? TRUE : FALSE;
      case 'undefined':
        return NULL;
      case 'object':
        return value === null ? NULL : this.#ofObject(value);
      default:
        return OTHER;
    }
  }

  /** The segments whose values pass the cell, in order and apart; all of them where only FEEL can tell. */
  passing(cell: Cell): readonly Stretch[] {
    if (cell.kind === 'any' || cell.kind === 'beyond') return [[0, this.size - 1]];
    const stretches = joined(cell.tests.map((test) => this.#stretch(test)));
    return cell.kind === 'tests' ? stretches : between(stretches, this.size);
  }

  #ofObject(value: object): number {
    const place = placeOf(value);
    if (place === undefined) return OTHER;
    return this.#scales.get(place.type)?.of(place.order) ?? OTHER;
  }

  #stretch(test: Test): Stretch {
    if (test.kind === 'range') {
      const [from, to] = [this.#at(test.from).at, this.#at(test.to).at];
      return [test.includesFrom ? from : from + 1, test.includesTo ? to : to - 1];
    }
    const { scale, at } = this.#at(test.to);
    if (test.kind === 'equal') return [at, at];
    switch (test.by) {
      case '<':
        return [scale.from, at - 1];
      case '<=':
        return [scale.from, at];
      case '>':
        return [at + 1, scale.to];
      case '>=':
        return [at, scale.to];
    }
  }

  /** The segment that a constant has for itself, and the scale on which it stands. */
  #at(constant: Constant): { scale: { from: number; to: number }; at: number } {
    if (!isOrdered(constant)) {
      const at = constant.type === 'null' ? NULL : constant.value ? TRUE : FALSE;
      return { scale: { from: at, to: at }, at };
    }
    const scale = this.#scales.get(constant.type);
    if (scale === undefined) throw new TypeError(`the column has no ${constant.type}`);
    return { scale, at: scale.of(keyOf(constant)) };
  }
}

/** The constants of one type in order: a gap before each, and one behind the last. */
class Scale {
  readonly from: number;
  readonly to: number;
  readonly #keys: readonly (number | string)[];

  constructor(keys: ReadonlySet<number | string>, from: number) {
    this.#keys = [...keys].sort((one, other) => (one < other ? -1 : 1));
    this.from = from;
    this.to = from + keys.size * 2;
  }

  of(key: number | string): number {
    const keys = this.#keys;
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = keys[middle];
      if (at === undefined) break;
      if (at < key) low = middle + 1;
      else high = middle;
    }
    const gap = this.from + low * 2;
    return keys[low] === key ? gap + 1 : gap;
  }
}

function orderedIn(cell: Cell): Ordered[] {
  if (cell.kind === 'any' || cell.kind === 'beyond') return [];
  return cell.tests
    .flatMap((test) => (test.kind === 'range' ? [test.from, test.to] : [test.to]))
    .filter(isOrdered);
}

function isOrdered(constant: Constant): constant is Ordered {
  return constant.type !== 'null' && constant.type !== 'boolean';
}

function keyOf(constant: Ordered): number | string {
  return 'value' in constant ? constant.value : constant.order;
}

function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: [number, number][] = [];
  const inOrder = stretches.filter(([from, to]) => from <= to).toSorted(([one], [other]) => one - other);
  for (const [from, to] of inOrder) {
    const last = all.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

function between(stretches: readonly Stretch[], size: number): readonly Stretch[] {
  const starts = [0, ...stretches.map(([, to]) => to + 1)];
  const ends = [...stretches.map(([from]) => from - 1), size - 1];
  return starts
    .map((start, at): Stretch => [start, ends[at] ?? start - 1])
    .filter(([from, to]) => from <= to);
}
