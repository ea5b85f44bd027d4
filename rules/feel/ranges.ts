import { FeelRange } from 'feelin';
import { isRange, kindOf } from './kind.ts';
import { compareValues } from './order.ts';

/** Null where the ends are not of one kind that has an order, or neither is given. An end that is null is open. */
export function rangeOf(
  start: unknown,
  end: unknown,
  includesStart: boolean,
  includesEnd: boolean,
): FeelRange | null {
  const [from, to] = [start ?? null, end ?? null];
  const known = from ?? to;
  if (known === null || compareValues(known, known) === null) return null;
  if (from !== null && to !== null && kindOf(from) !== kindOf(to)) return null;
  return new FeelRange({
    start: from,
    end: to,
    'start included': from !== null && includesStart,
    'end included': to !== null && includesEnd,
    valueType: kindOf(known),
  });
}

/** Whether a value lies in the range; null where it cannot be compared with the ends. */
export function within(range: FeelRange, value: unknown): boolean | null {
  const { start, end } = range;
  if (isRange(value)) return withinRange(range, value);
  if (start !== null) {
    const order = compareValues(value, start);
    if (order === null) return null;
    if (range['start included'] ? order < 0 : order <= 0) return false;
  }
  if (end !== null) {
    const order = compareValues(value, end);
    if (order === null) return null;
    if (range['end included'] ? order > 0 : order >= 0) return false;
  }
  return true;
}

function withinRange(outer: FeelRange, inner: FeelRange): boolean | null {
  const starts =
    outer.start === null ? 1 : inner.start === null ? -1 : compareValues(inner.start, outer.start);
  const ends = outer.end === null ? 1 : inner.end === null ? -1 : compareValues(outer.end, inner.end);
  if (starts === null || ends === null) return null;
  return (
    (starts > 0 || (starts === 0 && (outer['start included'] || !inner['start included']))) &&
    (ends > 0 || (ends === 0 && (outer['end included'] || !inner['end included'])))
  );
}
