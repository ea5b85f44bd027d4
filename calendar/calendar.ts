import * as z from 'zod';
import { isZone } from './zone-name.ts';

/** The days of a week, as the keys of a calendar's `week`; the first is Monday. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Days that a calendar may list: some decades of holidays. A search for the next opening is bounded by them. */
const MOST_DAYS = 1000;
const MOST_SPANS = 12;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

const time = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time from 00:00 to 24:00')
  .meta({ examples: ['09:00'] });

const span = z.strictObject({ from: time, to: time });

const hours = z
  .array(span)
  .max(MOST_SPANS)
  .superRefine((spans, refused) => {
    for (const [at, problem] of spanProblems(spans)) {
      refused.addIssue({ code: 'custom', path: [at], message: problem });
    }
  });

const title = z.strictObject({ en: z.string().min(1).max(200), zh: z.string().min(1).max(200) });

const day = z.strictObject({
  date: z.iso.date().refine((date) => {
    const year = Number(date.slice(0, 4));
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }, `is not a date from ${FIRST_YEAR} to ${LAST_YEAR}`),
  title,
  hours: z.union([z.enum(WEEKDAYS), hours]),
});

/** What a calendar must be: refuses, with the place, whatever could not be counted with. */
export const calendarSchema = z
  .strictObject({
    title,
    timeZone: z.string().refine(isZone, 'is not a time zone of the IANA database'),
    week: z.strictObject(
      Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, hours.optional()])) as Record<
        Weekday,
        z.ZodOptional<typeof hours>
      >,
    ),
    days: z.array(day).max(MOST_DAYS),
  })
  .superRefine(({ week, days }, refused) => {
    if (!WEEKDAYS.some((weekday) => (week[weekday]?.length ?? 0) > 0)) {
      refused.addIssue({ code: 'custom', path: ['week'], message: 'is never open' });
    }
    const seen = new Set<string>();
    for (const [at, { date }] of days.entries()) {
      if (seen.has(date)) {
        refused.addIssue({ code: 'custom', path: ['days', at, 'date'], message: `has ${date} twice` });
      }
      seen.add(date);
    }
  });

/**
 * When somebody works: hours by weekday, and the days that differ, by date. A day that is not listed has the hours
 * of its weekday; a weekday without hours is closed. A listed day has hours of its own (none: a holiday) or those of
 * a weekday (`'monday'`: a Sunday on which people make up for a holiday).
 */
export type Calendar = Readonly<z.output<typeof calendarSchema>>;

/**
 * A span of a day in the time of the wall clock, its end not included. Where `to` does not come after `from`, it ends
 * on the next day; it belongs to the day on which it begins, so that a night before a holiday is worked to its end.
 */
export type Span = z.output<typeof span>;

/** A day that differs from its weekday. */
export type SpecialDay = z.output<typeof day>;

/** Minutes from midnight; the end may lie on the next day. */
export function minutesOf({ from, to }: Span): readonly [from: number, to: number] {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  return [begin, end > begin ? end : end + 24 * 60];
}

function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

function spanProblems(spans: readonly Span[]): [at: number, problem: string][] {
  const problems: [number, string][] = [];
  const sorted = spans
    .map((one, at) => ({ at, one, minutes: minutesOf(one) }))
    .sort((a, b) => a.minutes[0] - b.minutes[0]);
  for (const [place, { at, one, minutes }] of sorted.entries()) {
    if (one.from === one.to) problems.push([at, 'has no length; a whole day is from 00:00 to 24:00']);
    else if (one.from === '24:00') problems.push([at, 'begins at 24:00, which is 00:00 of the next day']);
    const before = sorted[place - 1];
    if (before !== undefined && minutes[0] < before.minutes[1]) problems.push([at, 'overlaps another span']);
  }
  return problems;
}
