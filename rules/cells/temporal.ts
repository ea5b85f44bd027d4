import type { Constant, TemporalType } from './cell.ts';

/** A date, time, date and time or duration in a cell. */
export type TemporalConstant = Extract<Constant, { readonly type: TemporalType }>;

const DATE = /^(-?(?:\d{4}|[1-9]\d{4,5}))-(\d\d)-(\d\d)$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?$/;
const DAYS_AND_TIME =
  /^(-?)P(?=\d|T\d)(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,9})(?:\.(\d{1,3}))?S)?)?$/;
const YEARS_AND_MONTHS = /^(-?)P(?=\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?$/;

const DAY_MS = 86_400_000;

/**
 * What a text says as a temporal value in its plainest form: no zone, seconds always there and to the millisecond. Dates and date and times are ordered by the milliseconds since 1970 in UTC, times by those since
 * midnight, durations by their milliseconds or months. Undefined for every other text, also where it is a value in
 * FEEL: only FEEL can tell then.
 */
export function plainTemporal(text: string): TemporalConstant | undefined {
  if (text.startsWith('P') || text.startsWith('-P')) return plainDuration(text);
  const [date, time] = text.split('T');
  if (date === undefined) return undefined;
  if (time !== undefined) {
    const day = dayOrder(date);
    const ofDay = timeOrder(time);
    if (day === undefined || ofDay === undefined) return undefined;
    return { type: 'date and time', text, order: day + ofDay };
  }
  const day = dayOrder(date);
  if (day !== undefined) return { type: 'date', text, order: day };
  const ofDay = timeOrder(date);
  return ofDay === undefined ? undefined : { type: 'time', text, order: ofDay };
}

function dayOrder(text: string): number | undefined {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || year === '-0000') return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return exists ? date.getTime() : undefined;
}

function timeOrder(text: string): number | undefined {
  const [whole, hours, minutes, seconds, fraction] = TIME.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return clockOrder(hours, minutes, seconds, fraction);
}

function plainDuration(text: string): TemporalConstant | undefined {
  const [months, sign, years, rest] = YEARS_AND_MONTHS.exec(text) ?? [];
  if (months !== undefined) {
    const order = Number(years ?? 0) * 12 + Number(rest ?? 0);
    return { type: 'years and months duration', text, order: signed(sign, order) };
  }
  const [time, minus, days, hours, minutes, seconds, fraction] = DAYS_AND_TIME.exec(text) ?? [];
  if (time === undefined) return undefined;
  const order = Number(days ?? 0) * DAY_MS + clockOrder(hours, minutes, seconds, fraction);
  return { type: 'days and time duration', text, order: signed(minus, order) };
}

function clockOrder(
  hours: string | undefined,
  minutes: string | undefined,
  seconds: string | undefined,
  fraction: string | undefined,
): number {
  const whole = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return whole * 1000 + Number((fraction ?? '').padEnd(3, '0'));
}

function signed(sign: string | undefined, order: number): number {
  return sign === '-' && order !== 0 ? -order : order;
}
