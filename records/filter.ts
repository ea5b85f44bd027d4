import { type Fact, type Facts, factOf } from './facts.ts';
import { fold } from './fold.ts';

/**
 * A saved question about customers, as data: `all`, `any` and `not` over comparisons of one field each. A field that a
 * customer does not have compares as false, whatever it is compared with; `not` turns that round.
 */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  | Comparison;

export type Comparison = { readonly field: string } & (
  | { readonly is: Fact }
  | { readonly in: readonly Fact[] }
  /** Of a list: it holds this. */
  | { readonly has: string }
  /** Of a text: this stands in it, whatever the case and the accents. */
  | { readonly contains: string }
  /** Whether there is a value at all. */
  | { readonly exists: boolean }
  /** Of a number, a day or a moment: this or more. */
  | { readonly atLeast: number | string }
  /** Of a number, a day or a moment: less than this. */
  | { readonly below: number | string }
  /** Of a moment or a day: within so many days before now, or so many after it where the number is negative. */
  | { readonly withinDays: number }
);

/**
 * Whether a customer belongs to a filter that `filterIssues` finds nothing wrong with. `now` is in epoch milliseconds.
 *
 * @example matches({ field: 'tags', has: 'vip' }, facts, now)
 */
export function matches(filter: Filter, facts: Facts, now: number): boolean {
  if ('all' in filter) return filter.all.every((one) => matches(one, facts, now));
  if ('any' in filter) return filter.any.some((one) => matches(one, facts, now));
  if ('not' in filter) return !matches(filter.not, facts, now);
  return compares(filter, factOf(facts, filter.field), now);
}

/** Every comparison of a filter, in order. */
export function comparisonsOf(filter: Filter): readonly Comparison[] {
  if ('all' in filter) return filter.all.flatMap(comparisonsOf);
  if ('any' in filter) return filter.any.flatMap(comparisonsOf);
  return 'not' in filter ? comparisonsOf(filter.not) : [filter];
}

/** Comparisons that every customer of the filter passes: one of them can lead an index walk. */
export function necessary(filter: Filter): readonly Comparison[] {
  if ('all' in filter) return filter.all.flatMap(necessary);
  if ('any' in filter) return filter.any.length === 1 ? filter.any.flatMap(necessary) : [];
  return 'not' in filter ? [] : [filter];
}

function compares(comparison: Comparison, value: Fact | readonly string[] | undefined, now: number): boolean {
  if ('exists' in comparison) return (value !== undefined) === comparison.exists;
  if (value === undefined) return false;
  if ('has' in comparison) return typeof value === 'object' && value.includes(comparison.has);
  if ('contains' in comparison) {
    return typeof value === 'string' && fold(value).includes(fold(comparison.contains));
  }
  if ('is' in comparison) return same(value, comparison.is);
  if ('in' in comparison) return comparison.in.some((one) => same(value, one));
  if ('withinDays' in comparison) return within(value, comparison.withinDays, now);
  if ('atLeast' in comparison) return order(value, comparison.atLeast, (by) => by >= 0);
  return order(value, comparison.below, (by) => by < 0);
}

/** Texts are compared as people do: without case and accents. */
function same(value: Fact | readonly string[], other: Fact): boolean {
  if (typeof value === 'string' && typeof other === 'string') {
    return value === other || fold(value) === fold(other);
  }
  return value === other;
}

/** Numbers by size; days and moments are written so that their texts sort as they do. */
function order(value: unknown, other: number | string, fits: (by: number) => boolean): boolean {
  if (typeof value === 'number' && typeof other === 'number') return fits(value - other);
  if (typeof value !== 'string' || typeof other !== 'string') return false;
  const [a, b] = [Date.parse(value), Date.parse(other)];
  return !Number.isNaN(a) && !Number.isNaN(b) && fits(a - b);
}

const DAY = 86_400_000;

function within(value: unknown, days: number, now: number): boolean {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  const [from, to] = days >= 0 ? [now - days * DAY, now] : [now, now - days * DAY];
  return at >= from && at <= to;
}
