/**
 * A set of places 0, 1, 2 … as the stretches that it consists of: `[0, 3, 5, 6]` holds 0, 1, 2 and 5. In order, none
 * empty, none touching the next.
 */
export type Spans = readonly number[];

export const NONE: Spans = [];

/** Every place from `from` up to, and without, `to`. */
export function span(from: number, to: number): Spans {
  return from < to ? [from, to] : NONE;
}

export function unite(sets: readonly Spans[]): Spans {
  const pairs = sets.flatMap((set) => pairsOf(set)).sort((one, other) => one[0] - other[0]);
  const united: number[] = [];
  for (const [from, to] of pairs) {
    const end = united.at(-1);
    if (end !== undefined && from <= end) united[united.length - 1] = Math.max(end, to);
    else united.push(from, to);
  }
  return united;
}

export function intersect(one: Spans, other: Spans): Spans {
  const shared: number[] = [];
  let left = 0;
  let right = 0;
  while (left < one.length && right < other.length) {
    const from = Math.max(at(one, left), at(other, right));
    const to = Math.min(at(one, left + 1), at(other, right + 1));
    if (from < to) shared.push(from, to);
    if (at(one, left + 1) < at(other, right + 1)) left += 2;
    else right += 2;
  }
  return shared;
}

/** What of the places below `size` is not in the set. */
export function complement(set: Spans, size: number): Spans {
  const edges = [0, ...set, size];
  return pairsOf(edges).flatMap(([from, to]) => (from < to ? [from, to] : []));
}

export function subtract(one: Spans, other: Spans): Spans {
  return intersect(one, complement(other, one.at(-1) ?? 0));
}

export function touches(one: Spans, other: Spans): boolean {
  let left = 0;
  let right = 0;
  while (left < one.length && right < other.length) {
    if (at(one, left + 1) <= at(other, right)) left += 2;
    else if (at(other, right + 1) <= at(one, left)) right += 2;
    else return true;
  }
  return false;
}

/** Whether every place of `part` is in `whole`. */
export function contains(whole: Spans, part: Spans): boolean {
  let outer = 0;
  for (let inner = 0; inner < part.length; inner += 2) {
    while (outer < whole.length && at(whole, outer + 1) <= at(part, inner)) outer += 2;
    if (outer >= whole.length) return false;
    if (at(whole, outer) > at(part, inner) || at(whole, outer + 1) < at(part, inner + 1)) return false;
  }
  return true;
}

/** Every place of the set, in order. */
export function placesOf(set: Spans): number[] {
  return pairsOf(set).flatMap(([from, to]) => Array.from({ length: to - from }, (_, step) => from + step));
}

function pairsOf(set: Spans): [number, number][] {
  const pairs: [number, number][] = [];
  for (let index = 0; index < set.length; index += 2) pairs.push([at(set, index), at(set, index + 1)]);
  return pairs;
}

function at(set: Spans, index: number): number {
  return set[index] as number;
}
