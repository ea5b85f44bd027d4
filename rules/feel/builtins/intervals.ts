import type { FeelRange } from 'feelin';
import { isRange } from '../kind.ts';
import { compareValues } from '../order.ts';
import { builtin, form } from './builtin.ts';

/** Ends of a range with whether they belong to it; a point is a range of itself. */
interface Ends {
  readonly start: unknown;
  readonly end: unknown;
  readonly fromStart: boolean;
  readonly toEnd: boolean;
}

function endsOf(value: unknown): Ends {
  if (!isRange(value)) return { start: value, end: value, fromStart: true, toEnd: true };
  const range: FeelRange = value;
  return {
    start: range.start,
    end: range.end,
    fromStart: range['start included'],
    toEnd: range['end included'],
  };
}

const comparable = (one: Ends, other: Ends) =>
  [one.start, one.end, other.start, other.end].every(
    (value) =>
      value === null ||
      [one.start ?? one.end, other.start ?? other.end].every((known) => compareValues(value, known) !== null),
  );

/** Like `compareValues` with open ends, which lie beyond everything; `open` says on which side. */
function order(one: unknown, other: unknown, open: -1 | 1): number {
  if (one === null) return other === null ? 0 : open;
  return other === null ? -open : (compareValues(one, other) ?? 0);
}

type Relation = (one: Ends, other: Ends) => boolean;

const before: Relation = (a, b) => {
  if (a.end === null || b.start === null) return false;
  const at = compareValues(a.end, b.start) ?? 0;
  return at < 0 || (at === 0 && !(a.toEnd && b.fromStart));
};
const meets: Relation = (a, b) =>
  a.end !== null && b.start !== null && a.toEnd && b.fromStart && compareValues(a.end, b.start) === 0;
const overlaps: Relation = (a, b) => !before(a, b) && !before(b, a);
const startsFirst: Relation = (a, b) => {
  const at = order(a.start, b.start, -1);
  return at < 0 || (at === 0 && a.fromStart && !b.fromStart);
};
const endsFirst: Relation = (a, b) => {
  const at = order(a.end, b.end, 1);
  return at < 0 || (at === 0 && !a.toEnd && b.toEnd);
};
const includes: Relation = (a, b) => !startsFirst(b, a) && !endsFirst(a, b);
const sameStart: Relation = (a, b) => order(a.start, b.start, -1) === 0 && a.fromStart === b.fromStart;
const sameEnd: Relation = (a, b) => order(a.end, b.end, 1) === 0 && a.toEnd === b.toEnd;
const overlapsBefore: Relation = (a, b) => overlaps(a, b) && startsFirst(a, b) && !endsFirst(b, a);
const starts: Relation = (a, b) => sameStart(a, b) && !endsFirst(b, a);
const finishes: Relation = (a, b) => sameEnd(a, b) && !startsFirst(a, b);
const coincides: Relation = (a, b) => sameStart(a, b) && sameEnd(a, b);
const flipped =
  (relation: Relation): Relation =>
  (a, b) =>
    relation(b, a);

type Side = 'any' | 'range';

function relation(holds: Relation, names: readonly [string, string], first: Side, second: Side) {
  const [one, other] = names;
  return builtin(
    form({ [one]: first, [other]: second }, (args) => {
      const [a, b] = [args[one], args[other]];
      if (a === null || b === null || a === undefined || b === undefined) return null;
      const [ends, otherEnds] = [endsOf(a), endsOf(b)];
      return comparable(ends, otherEnds) ? holds(ends, otherEnds) : null;
    }),
  );
}

const ranges = ['range1', 'range2'] as const;

export const intervals = {
  before: relation(before, ['value1', 'value2'], 'any', 'any'),
  after: relation(flipped(before), ['value1', 'value2'], 'any', 'any'),
  meets: relation(meets, ranges, 'range', 'range'),
  'met by': relation(flipped(meets), ranges, 'range', 'range'),
  overlaps: relation(overlaps, ranges, 'range', 'range'),
  'overlaps before': relation(overlapsBefore, ranges, 'range', 'range'),
  'overlaps after': relation(flipped(overlapsBefore), ranges, 'range', 'range'),
  finishes: relation(finishes, ['value', 'range'], 'any', 'range'),
  'finished by': relation(flipped(finishes), ['range', 'value'], 'range', 'any'),
  includes: relation(includes, ['range', 'value'], 'range', 'any'),
  during: relation(flipped(includes), ['value', 'range'], 'any', 'range'),
  starts: relation(starts, ['value', 'range'], 'any', 'range'),
  'started by': relation(flipped(starts), ['range', 'value'], 'range', 'any'),
  coincides: relation(coincides, ['value1', 'value2'], 'any', 'any'),
};
