import { compareConstants } from '../cells/compare-constants.ts';
import { type ConstantType, feelOf } from './between.ts';
import type { Box } from './box.ts';
import type { Dimension } from './dimension.ts';
import type { Atom } from './scale.ts';
import { complement, contains, placesOf, type Spans } from './spans.ts';
import type { Text } from './text.ts';

/** No more tests than these are told of one input in a sentence. */
const MOST_TOLD = 8;

/** A box as a condition that one can read: `where score < 0 and country not in ("CN")`. */
export function describeBox(dimensions: readonly Dimension[], box: Box): Text {
  const conditions = askedOf(dimensions, box).map(({ dimension, spans }) => {
    const { negated, tests } = testsOf(dimension, spans);
    return sentence(dimension.expression, negated, tests);
  });
  if (conditions.length === 0) return { en: 'whatever the inputs are', zh: '任意输入' };
  return {
    en: `where ${conditions.map(({ en }) => en).join(' and ')}`,
    zh: conditions.map(({ zh }) => zh).join('，且 '),
  };
}

/** A box as unary tests by input expression, of those inputs that matter to it. */
export function testsByInput(dimensions: readonly Dimension[], box: Box): Record<string, string> {
  const tests = askedOf(dimensions, box).map(({ dimension, spans }): [string, string] => {
    const { negated, tests: texts } = testsOf(dimension, spans);
    return [dimension.expression, negated ? `not(${texts.join(', ')})` : texts.join(', ')];
  });
  return Object.fromEntries(tests);
}

function askedOf(
  dimensions: readonly Dimension[],
  box: Box,
): { readonly dimension: Dimension; readonly spans: Spans }[] {
  return dimensions.flatMap((dimension, at) => {
    const spans = box[at] ?? [];
    return contains(spans, dimension.all) ? [] : [{ dimension, spans }];
  });
}

function sentence(expression: string, negated: boolean, tests: readonly string[]): Text {
  const [first = ''] = tests;
  if (!negated && tests.length === 1) {
    if (/^[<>]/.test(first)) return { en: `${expression} ${first}`, zh: `${expression} ${first}` };
    if (/^[[(]/.test(first)) return { en: `${expression} in ${first}`, zh: `${expression} 属于 ${first}` };
    return { en: `${expression} = ${first}`, zh: `${expression} = ${first}` };
  }
  const told = tests.slice(0, MOST_TOLD).join(', ') + (tests.length > MOST_TOLD ? ', …' : '');
  return negated
    ? { en: `${expression} not in (${told})`, zh: `${expression} 不属于 (${told})` }
    : { en: `${expression} in (${told})`, zh: `${expression} 属于 (${told})` };
}

/** All strings but some are told by those. */
function testsOf(dimension: Dimension, spans: Spans): { negated: boolean; tests: string[] } {
  const negated = placesOf(spans).some((place) => dimension.atoms[place]?.rest === true);
  const told = negated ? complement(spans, dimension.atoms.length) : spans;
  return { negated, tests: stretchesOf(dimension, told).map(testOf) };
}

/** The atoms of the set, those of one type that follow each other together. */
function stretchesOf(dimension: Dimension, spans: Spans): Atom[][] {
  const stretches: Atom[][] = [];
  let before = -2;
  for (const place of placesOf(spans)) {
    const atom = dimension.atoms[place];
    if (atom === undefined) continue;
    const current = stretches.at(-1);
    if (place === before + 1 && joins(current?.at(-1), atom)) current?.push(atom);
    else stretches.push([atom]);
    before = place;
  }
  return stretches;
}

/** Whether nothing that is not allowed lies between the two, which follow each other. */
function joins(one: Atom | undefined, next: Atom): boolean {
  if (one?.type !== next.type || next.type === 'boolean') return false;
  const end = one.point ?? one.upper;
  const start = next.point ?? next.lower;
  if (end === undefined || start === undefined) return false;
  return compareConstants(end, start) === 0 || WITH_NEIGHBOURS.has(next.type);
}

/** Types whose values follow each other one by one: from a day to the next, nothing lies between. */
const WITH_NEIGHBOURS = new Set<ConstantType>(['date', 'years and months duration']);

function testOf(stretch: readonly Atom[]): string {
  const first = stretch[0];
  const last = stretch.at(-1);
  const from = first?.point ?? first?.lower;
  const to = last?.point ?? last?.upper;
  if (first?.point !== undefined && first === last) return feelOf(first.point);
  if (from === undefined && to === undefined) return `not(null)`;
  if (from === undefined && to !== undefined) {
    return `${last?.point === undefined ? '<' : '<='} ${feelOf(to)}`;
  }
  if (to === undefined && from !== undefined) {
    return `${first?.point === undefined ? '>' : '>='} ${feelOf(from)}`;
  }
  const opening = first?.point === undefined ? '(' : '[';
  const closing = last?.point === undefined ? ')' : ']';
  return `${opening}${from === undefined ? '' : feelOf(from)}..${to === undefined ? '' : feelOf(to)}${closing}`;
}
