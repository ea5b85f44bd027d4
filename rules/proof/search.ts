import { type Box, boxContains, boxesMeet } from './box.ts';
import { contains, intersect, type Spans, span } from './spans.ts';
import type { Work } from './work.ts';

/** What a search meets. Each answer says whether to go on. */
export interface Visitor {
  /** A part that no box of the cover meets. */
  bare(part: Box): boolean;
  /** A part that lies within this box of the cover, the first that holds it whole. */
  covered?(part: Box, by: number): boolean;
  /** A part that need not be looked into. */
  skip?(part: Box): boolean;
}

/**
 * Divides a box, again and again, until each part lies within a box of the cover or meets none of them. A part is cut
 * where the fewest boxes of the cover stand on either side, so that a cover that is itself made by cutting costs about
 * as many parts as it has boxes. False where the work ended first.
 */
export function search(box: Box, cover: readonly Box[], work: Work, visitor: Visitor): boolean {
  const weights = cover.map(weightOf);
  const open: { part: Box; near: readonly number[] }[] = [{ part: box, near: [...cover.keys()] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { part } = next;
    if (visitor.skip?.(part) === true) continue;
    const weight = next.near.reduce((sum, index) => sum + (weights[index] ?? 1), 0);
    if (!work.box(weight + next.near.length * (weightOf(part) - 1))) return false;
    const near = next.near.filter((index) => boxesMeet(part, cover[index] ?? []));
    const by = near.find((index) => boxContains(cover[index] ?? [], part));
    if (by !== undefined) {
      if (visitor.covered?.(part, by) === false) return true;
      continue;
    }
    if (near.length === 0) {
      if (!visitor.bare(part)) return true;
      continue;
    }
    if (!work.compare(weight * part.length)) return false;
    const boxes = near.map((index) => cover[index] ?? []);
    for (const half of halves(part, cutOf(part, boxes))) open.push({ part: half, near });
  }
  return true;
}

/**
 * What it costs to compare a box, beside one of a stretch in each dimension: every further stretch is gone through
 * several times.
 */
export function weightOf(box: Box): number {
  const ends = box.reduce((sum, spans) => sum + spans.length, 0);
  const stretches = Math.max(1, Math.ceil(ends / 2 / Math.max(1, box.length)));
  return 1 + 4 * (stretches - 1);
}

/** A place to divide a part at: what is before it in this dimension, and the rest. */
export interface Cut {
  readonly dimension: number;
  readonly at: number;
}

interface Priced extends Cut {
  readonly cost: number;
}

/** The cut that leaves the fewest boxes on both sides. None of them may hold the part whole: there is one then. */
export function cutOf(part: Box, boxes: readonly Box[]): Cut {
  let best: Priced = { dimension: 0, at: 0, cost: Number.POSITIVE_INFINITY };
  for (const [dimension, spans] of part.entries()) {
    const sets = boxes.map((box) => box[dimension] ?? []).filter((set) => !contains(set, spans));
    const cut = cheapest(spans, sets, boxes.length - sets.length);
    if (cut !== undefined && cut.cost < best.cost) best = { dimension, ...cut };
  }
  return best;
}

export function halves(part: Box, { dimension, at }: Cut): [Box, Box] {
  const side = (from: number, to: number) =>
    part.map((spans, index) => (index === dimension ? intersect(spans, span(from, to)) : spans));
  return [side(0, at), side(at, Number.MAX_SAFE_INTEGER)];
}

/** `sets` do not hold all of the part; `whole` more do. */
function cheapest(part: Spans, sets: readonly Spans[], whole: number): Omit<Priced, 'dimension'> | undefined {
  if (sets.length === 0) return undefined;
  const inside = sets.map((set) => intersect(set, part));
  const begins = inside.map((set) => set[0] ?? 0).sort(ascending);
  const ends = inside.map((set) => set.at(-1) ?? 0).sort(ascending);
  const first = part[0] ?? 0;
  const last = part.at(-1) ?? 0;
  const edges = [...new Set(inside.flat())].filter((edge) => edge > first && edge < last).sort(ascending);
  let best: Omit<Priced, 'dimension'> | undefined;
  let begun = 0;
  let ended = 0;
  for (const at of edges) {
    while (begun < begins.length && (begins[begun] ?? 0) < at) begun += 1;
    while (ended < ends.length && (ends[ended] ?? 0) <= at) ended += 1;
    const cost = (whole + begun) ** 2 + (whole + ends.length - ended) ** 2;
    if (best === undefined || cost < best.cost) best = { at, cost };
  }
  return best;
}

function ascending(one: number, other: number): number {
  return one - other;
}
