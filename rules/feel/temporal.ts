import { duration, FeelDate, FeelDateTime, FeelDuration, FeelTime, parseDate, parseTime } from 'feelin';
import { Temporal } from 'temporal-polyfill';
import type { Type } from '../types.ts';
import { attempt } from './attempt.ts';
import { decimal } from './decimal.ts';
import { isDate, isDateTime, isDuration, isTime } from './kind.ts';
import { moment, span } from './moment.ts';

const DATE = /^-?([1-9]\d{4,8}|\d{4})-\d\d-\d\d$/;
const CLOCK = /^\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d(:\d\d)?|@.+)?$/;

/** A text as a value of a temporal type, in the one form that the standard has for it; null where it is none. */
export function readTemporal(text: string, kind: Type['kind']): unknown {
  switch (kind) {
    case 'date':
      return readDate(text);
    case 'time':
      return readTime(text);
    case 'date and time':
      return readDateTime(text);
    default: {
      const value = readDuration(text);
      if (value === null || kind === 'any') return value;
      return value.yearsMonths === (kind === 'years and months duration') ? value : null;
    }
  }
}

export function readDate(text: string): FeelDate | null {
  if (!DATE.test(text)) return null;
  return attempt(() =>
    /^\d{4}-/.test(text) ? parseDate(text) : new FeelDate(Temporal.PlainDate.from(extended(text))),
  );
}

export function readTime(text: string): FeelTime | null {
  return CLOCK.test(text) ? attempt(() => parseTime(text)) : null;
}

/** A date alone is its midnight, without a zone. */
export function readDateTime(text: string): FeelDateTime | null {
  const [day = '', ...rest] = text.split('T');
  const date = readDate(day);
  if (date === null) return null;
  if (rest.length === 0) return midnight(date);
  const clock = rest.join('T');
  // The end of a day is the beginning of the next.
  const ended = /^24:00:00(\.0+)?(?!\d)/.test(clock);
  const time = readTime(ended ? clock.replace('24', '00') : clock);
  if (time === null) return null;
  return combine(ended ? new FeelDate(date.unwrap().add({ days: 1 })) : date, time);
}

export function readDuration(text: string): FeelDuration | null {
  const value = attempt(() => duration(text.replace('.S', 'S')));
  if (value === null) return null;
  // The two kinds do not mix: P1Y2D is neither.
  return value.yearsMonths && /D|T/.test(text) ? null : value;
}

/** ISO 8601 writes years beyond four digits with a sign and six. */
function extended(text: string): string {
  const [, sign = '', year = '', rest = ''] = /^(-?)(\d+)(-.*)$/.exec(text) ?? [];
  return `${sign === '' ? '+' : sign}${year.padStart(6, '0')}${rest}`;
}

export function midnight(date: FeelDate, zone: string | null = null): FeelDateTime {
  return new FeelDateTime(date.unwrap().toPlainDateTime(), zone);
}

export function combine(date: FeelDate | FeelDateTime, time: FeelTime): FeelDateTime {
  const day = isDate(date) ? date.unwrap() : date.unwrap().toPlainDate();
  return new FeelDateTime(day.toPlainDateTime(time.unwrap()), time.timezone);
}

export function dateOf(value: FeelDateTime): FeelDate {
  return new FeelDate(value.unwrap().toPlainDate());
}

const YEAR_MONTHS = 12;

export function months(count: number): FeelDuration {
  const whole = Math.trunc(count);
  return new FeelDuration(
    Temporal.Duration.from({ years: Math.trunc(whole / YEAR_MONTHS), months: whole % YEAR_MONTHS }),
    true,
  );
}

export function milliseconds(count: number): FeelDuration {
  const whole = Math.trunc(count);
  const nanoseconds = Math.round((count - whole) * 1e6);
  return new FeelDuration(
    Temporal.Duration.from({ milliseconds: whole, nanoseconds }).round({ largestUnit: 'day' }),
    false,
  );
}

/** The duration of the same kind that is so many times as long. */
export function times(value: FeelDuration, factor: number): FeelDuration {
  return ofLength(value, span(value) * factor);
}

/** The duration of the same kind that has so many months, or milliseconds. */
export function ofLength(value: FeelDuration, length: number): FeelDuration {
  return value.yearsMonths ? months(decimal(length) ?? Number.NaN) : milliseconds(length);
}

export function add(left: unknown, right: unknown): unknown {
  if (isDuration(left) && isDuration(right)) {
    if (left.yearsMonths !== right.yearsMonths) return null;
    const total = span(left) + span(right);
    return left.yearsMonths ? months(total) : milliseconds(total);
  }
  if (isDuration(left)) return isDuration(right) ? null : add(right, left);
  return isDuration(right) ? attempt(() => moved(left, right)) : null;
}

export function subtract(left: unknown, right: unknown): unknown {
  if (isDuration(right)) return add(left, times(right, -1));
  if (isTime(left) && isTime(right)) return apart(left, right);
  const [from, to] = [left, right].map((value) => (isDate(value) ? midnight(value, 'UTC') : value));
  return isDateTime(from) && isDateTime(to) ? apart(from, to) : null;
}

function apart(from: FeelTime | FeelDateTime, to: FeelTime | FeelDateTime): FeelDuration | null {
  if ((from.timezone === null) !== (to.timezone === null)) return null;
  return milliseconds(moment(from) - moment(to));
}

function moved(value: unknown, by: FeelDuration): unknown {
  const amount = by.unwrap();
  if (isDate(value)) {
    return by.yearsMonths
      ? new FeelDate(value.unwrap().add(amount))
      : dateOf(new FeelDateTime(value.unwrap().toPlainDateTime().add(amount)));
  }
  if (isTime(value)) return by.yearsMonths ? null : timeOf(value, amount);
  if (!isDateTime(value)) return null;
  const { timezone } = value;
  if (timezone === null || by.yearsMonths || /^[+-]/.test(timezone))
    return new FeelDateTime(value.unwrap().add(amount), timezone);
  return new FeelDateTime(value.unwrap().toZonedDateTime(timezone).add(amount).toPlainDateTime(), timezone);
}

function timeOf(value: FeelTime, by: Temporal.Duration): unknown {
  return new FeelTime(value.unwrap().add(by), value.timezone);
}
