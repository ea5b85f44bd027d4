import type { SpecialDay } from '../calendar.ts';

/** Days off and make-up days of a country, and who says so. */
export interface Holidays {
  readonly source: string;
  readonly days: readonly SpecialDay[];
}

/** One holiday over several days, from the first to the last. */
export function closedFrom(first: string, last: string, en: string, zh: string): SpecialDay[] {
  const days: SpecialDay[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) {
    days.push({ date: new Date(at).toISOString().slice(0, 10), title: { en, zh }, hours: [] });
  }
  return days;
}

/** A holiday of one day. */
export function closedOn(date: string, en: string, zh: string): SpecialDay {
  return { date, title: { en, zh }, hours: [] };
}
