import type { Cell, Constant } from '../cells/cell.ts';
import { parseCell } from '../cells/parse.ts';
import type { ConstantType } from './between.ts';
import { type Atom, constantsIn, scaleOf } from './scale.ts';
import type { Source } from './source.ts';
import { contains, type Spans, span, unite } from './spans.ts';
import type { ValueType } from './value-type.ts';

/** One input expression with all values that can come, in order, as atoms: their places are what `Spans` speak of. */
export interface Dimension {
  readonly expression: string;
  readonly source: Source;
  /** The types of its values: the declared one; else those that its cells name. Empty where it is opaque. */
  readonly types: readonly ConstantType[];
  readonly declared: boolean;
  /** Lists, contexts and the like: what a cell accepts of them is beyond the proof. */
  readonly opaque: boolean;
  /** False where its allowed values are beyond the proof: then not all of its atoms need be allowed. */
  readonly exact: boolean;
  readonly atoms: readonly Atom[];
  /** Everything that can come. */
  readonly all: Spans;
  /** Which atoms a cell accepts; undefined where only FEEL can tell. */
  spansOf(cell: Cell): Spans | undefined;
}

/** Null comes last: an example takes the first value that fits. */
const ORDER: readonly ConstantType[] = [
  'boolean',
  'string',
  'number',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'null',
];

/**
 * The values of an expression, told apart as far as these cells and the allowed values tell them apart. Null is among
 * them only where the allowed values or a cell name it; where one does, it may come, as it may when it is decided.
 */
export function dimensionOf(
  expression: string,
  source: Source,
  type: ValueType,
  allowedTexts: readonly string[],
  cells: readonly Cell[],
): Dimension {
  const common = { expression, source, declared: type.kind === 'scalar' };
  if (type.kind === 'list' || type.kind === 'context' || type.kind === 'other') return opaque(common);

  const own = type.kind === 'unknown' ? [] : type.allowed;
  const allowed = [...own, ...allowedTexts].map((text) => parseCell(text));
  const types = typesOf(type, [...cells, ...allowed]);
  const scale = scaleOf(types, [...cells, ...allowed]);
  const permitted = allowed.flatMap((cell) => {
    const places = scale.placesOf(cell);
    return places === undefined ? [] : [places];
  });
  const ranks = [0];
  const atoms: Atom[] = [];
  for (const [place, atom] of scale.atoms.entries()) {
    const here = span(place, place + 1);
    if (atom !== undefined && (atom.type === 'null' || permitted.every((places) => contains(places, here))))
      atoms.push(atom);
    ranks.push(atoms.length);
  }
  return {
    ...common,
    types,
    opaque: false,
    exact: permitted.length === allowed.length,
    atoms,
    all: span(0, atoms.length),
    spansOf: (cell) => {
      const places = scale.placesOf(cell);
      return places === undefined ? undefined : ranked(places, ranks);
    },
  };
}

/** Whether the constant is among the values that can come; of a cell of this dimension only. */
export function admits(dimension: Dimension, constant: Constant): boolean {
  const spans = dimension.spansOf({ kind: 'tests', tests: [{ kind: 'equal', to: constant }] });
  return spans === undefined || spans.length > 0;
}

function opaque(common: Pick<Dimension, 'expression' | 'source' | 'declared'>): Dimension {
  return {
    ...common,
    types: [],
    opaque: true,
    exact: true,
    atoms: [{ type: 'null', sample: { type: 'null' } }],
    all: span(0, 1),
    spansOf: (cell) => (cell.kind === 'any' ? span(0, 1) : undefined),
  };
}

function typesOf(type: ValueType, cells: readonly Cell[]): ConstantType[] {
  const named = new Set(constantsIn(cells).map((constant) => constant.type));
  const nullable = named.has('null');
  named.delete('null');
  const types: Set<ConstantType> = type.kind === 'scalar' ? new Set([type.of]) : named;
  if (types.size === 0) types.add('string');
  if (nullable) types.add('null');
  return ORDER.filter((candidate) => types.has(candidate));
}

function ranked(places: Spans, ranks: readonly number[]): Spans {
  const pairs: Spans[] = [];
  for (let index = 0; index < places.length; index += 2) {
    pairs.push(span(ranks[places[index] ?? 0] ?? 0, ranks[places[index + 1] ?? 0] ?? 0));
  }
  return unite(pairs);
}
