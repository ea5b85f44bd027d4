import { complement, contains, intersect, type Spans, touches, unite } from './spans.ts';

/** A part of all inputs: for each dimension, the places that belong to it. */
export type Box = readonly Spans[];

export function boxesMeet(one: Box, other: Box): boolean {
  return one.every((spans, dimension) => touches(spans, other[dimension] ?? []));
}

export function boxContains(whole: Box, part: Box): boolean {
  return part.every((spans, dimension) => contains(whole[dimension] ?? [], spans));
}

export function boxIntersection(one: Box, other: Box): Box {
  return one.map((spans, dimension) => intersect(spans, other[dimension] ?? []));
}

export function isEmpty(box: Box): boolean {
  return box.some((spans) => spans.length === 0);
}

/**
 * The box, grown in one dimension after the other as far as it meets none of the others: what is said of it is then
 * said with as few conditions as possible.
 */
export function grow(box: Box, others: readonly Box[], whole: Box): Box {
  const grown = [...box];
  for (let dimension = grown.length - 1; dimension >= 0; dimension -= 1) {
    const beside = others.filter((other) =>
      grown.every((spans, at) => at === dimension || touches(spans, other[at] ?? [])),
    );
    const taken = unite(beside.map((other) => other[dimension] ?? []));
    const all = whole[dimension] ?? [];
    grown[dimension] = intersect(all, complement(taken, all.at(-1) ?? 0));
  }
  return grown;
}
