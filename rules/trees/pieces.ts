import type { Cell, Constant, Test } from '../cells/cell.ts';
import { sameConstant } from '../cells/compare-constants.ts';
import { constantText } from './constant-text.ts';

type Ordered = Exclude<Constant, { readonly type: 'null' | 'boolean' }>;

/** Values that pass the same of some cells: one value, what lies between two, or all that the cells do not speak of. */
type Piece =
  | { readonly kind: 'one'; readonly of: Constant }
  | { readonly kind: 'gap'; readonly type: string; readonly after?: Ordered; readonly before?: Ordered }
  | { readonly kind: 'other' };

/** All values there are, cut at the constants of some cells, none of them `beyond`. */
export class Pieces {
  readonly #pieces: readonly Piece[];
  /** Whether any cell tells values by their order. */
  readonly #byOrder: boolean;

  constructor(cells: readonly Cell[]) {
    this.#byOrder = cells.some((cell) => 'tests' in cell && cell.tests.some(({ kind }) => kind !== 'equal'));
    const constants = cells.flatMap(constantsIn);
    const types = [...new Set(constants.filter(isOrdered).map(({ type }) => type))];
    this.#pieces = [
      ...types.flatMap((type) => scale(constants.filter(isOrdered).filter((one) => one.type === type))),
      { kind: 'one', of: { type: 'boolean', value: true } },
      { kind: 'one', of: { type: 'boolean', value: false } },
      { kind: 'one', of: { type: 'null' } },
      { kind: 'other' },
    ];
  }

  get count(): number {
    return this.#pieces.length;
  }

  /** The piece of all values that no cell speaks of. */
  get other(): number {
    return this.#pieces.length - 1;
  }

  passing(cell: Cell): readonly boolean[] {
    if (cell.kind === 'any' || cell.kind === 'beyond') return this.#pieces.map(() => true);
    const negated = cell.kind === 'not';
    return this.#pieces.map((piece) => cell.tests.some((test) => passes(test, piece)) !== negated);
  }

  /** Unary tests that the values of these pieces pass and no others; `other` is none that FEEL could say. */
  textOf(pieces: ReadonlySet<number>): string {
    const texts: string[] = [];
    for (let at = 0; at < this.#pieces.length; at++) {
      if (!pieces.has(at)) continue;
      let last = at;
      while (pieces.has(last + 1) && typeOf(this.#pieces[last + 1]) === typeOf(this.#pieces[at])) last++;
      texts.push(...runTexts(this.#pieces[at], this.#pieces[last], this.#byOrder));
      at = last;
    }
    return texts.join(', ');
  }
}

/** The constants in order, with the gaps before, between and after them. */
function scale(constants: readonly Ordered[]): Piece[] {
  const sorted = constants
    .toSorted(inOrder)
    .filter((one, at, all) => at === 0 || inOrder(one, all[at - 1]) > 0);
  return sorted.flatMap((of, at): Piece[] => {
    const before: Piece = {
      kind: 'gap',
      type: of.type,
      ...(at > 0 && { after: sorted[at - 1] }),
      before: of,
    };
    const one: Piece = { kind: 'one', of };
    return at < sorted.length - 1 ? [before, one] : [before, one, { kind: 'gap', type: of.type, after: of }];
  });
}

function passes(test: Test, piece: Piece): boolean {
  if (piece.kind === 'other') return false;
  if (test.kind === 'equal') return piece.kind === 'one' && sameConstant(piece.of, test.to);
  if (typeOf(piece) !== (test.kind === 'range' ? test.from.type : test.to.type)) return false;
  if (test.kind === 'range') {
    return above(piece, test.from, test.includesFrom) && below(piece, test.to, test.includesTo);
  }
  const includes = test.by.endsWith('=');
  return test.by.startsWith('>') ? above(piece, test.to, includes) : below(piece, test.to, includes);
}

function above(piece: Piece, bound: Constant, includes: boolean): boolean {
  if (piece.kind === 'gap') return piece.after !== undefined && inOrder(piece.after, bound) >= 0;
  return piece.kind === 'one' && inOrder(piece.of, bound) > (includes ? -1 : 0);
}

function below(piece: Piece, bound: Constant, includes: boolean): boolean {
  if (piece.kind === 'gap') return piece.before !== undefined && inOrder(piece.before, bound) <= 0;
  return piece.kind === 'one' && inOrder(piece.of, bound) < (includes ? 1 : 0);
}

/** From the beginning of one piece to the end of another of the same type. */
function runTexts(first: Piece | undefined, last: Piece | undefined, byOrder: boolean): string[] {
  if (first === undefined || last === undefined || first.kind === 'other' || last.kind === 'other') return [];
  const held = byOrder && first.kind === 'one' && isMoment(first.of);
  if (first === last && first.kind === 'one' && !held) return [constantText(first.of)];
  const [from, to] = [
    first.kind === 'one' ? first.of : first.after,
    last.kind === 'one' ? last.of : last.before,
  ];
  const [includesFrom, includesTo] = [first.kind === 'one', last.kind === 'one'];
  if (first.kind === 'one' && !isOrdered(first.of)) return [constantText(first.of), ...rest(first, last)];
  if (from !== undefined && to !== undefined) {
    return [`${includesFrom ? '[' : '('}${constantText(from)}..${constantText(to)}${includesTo ? ']' : ')'}`];
  }
  if (from !== undefined) return [`${includesFrom ? '>=' : '>'} ${constantText(from)}`];
  if (to !== undefined) return [`${includesTo ? '<=' : '<'} ${constantText(to)}`];
  // All of a type: at any of its constants, what lies on the one side and on the other.
  const pivot = first.kind === 'gap' && first.before !== undefined ? constantText(first.before) : '';
  return [`<= ${pivot}`, `> ${pivot}`];
}

/** The same moment in another zone is not equal, but not before or after either: a range holds both. */
function isMoment({ type }: Constant): boolean {
  return type === 'time' || type === 'date and time';
}

/** True and false have no order: they are named one after the other. */
function rest(first: Piece, last: Piece): string[] {
  return first === last || last.kind !== 'one' ? [] : [constantText(last.of)];
}

function typeOf(piece: Piece | undefined): string {
  if (piece === undefined || piece.kind === 'other') return 'other';
  return piece.kind === 'one' ? piece.of.type : piece.type;
}

function constantsIn(cell: Cell): Constant[] {
  if (cell.kind === 'any' || cell.kind === 'beyond') return [];
  return cell.tests.flatMap((test) => (test.kind === 'range' ? [test.from, test.to] : [test.to]));
}

function isOrdered(constant: Constant): constant is Ordered {
  return constant.type !== 'null' && constant.type !== 'boolean';
}

/** Less than 0 where the first comes before the second, of one type. */
function inOrder(one: Constant, other: Constant | undefined): number {
  const [a, b] = [keyOf(one), other === undefined ? '' : keyOf(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf(constant: Constant): number | string {
  if (constant.type === 'null') return '';
  if ('order' in constant) return constant.order;
  return typeof constant.value === 'boolean' ? Number(constant.value) : constant.value;
}
