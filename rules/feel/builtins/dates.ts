import { FeelDate, type FeelDateTime, FeelTime } from 'feelin';
import { Temporal } from 'temporal-polyfill';
import { attempt } from '../attempt.ts';
import { equal } from '../equal.ts';
import { isDateTime, isTime, kindOf } from '../kind.ts';
import { span } from '../moment.ts';
import type { Run } from '../run.ts';
import { combine, dateOf, months, readDate, readDateTime, readDuration, readTime } from '../temporal.ts';
import { builtin, form } from './builtin.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const HOUR_MS = 3_600_000;

function clock(hour: number, minute: number, second: number, zone: string | null): FeelTime | null {
  const whole = Math.floor(second);
  const nanoseconds = Math.round((second - whole) * 1e9);
  return attempt(() => {
    const time = Temporal.PlainTime.from({ hour, minute, second: whole }, { overflow: 'reject' });
    return new FeelTime(time.add({ nanoseconds }), zone);
  });
}

/** `+05:30` of a duration; undefined where it is none of an offset. */
function zoneOf(milliseconds: number): string | undefined {
  if (Math.abs(milliseconds) > 18 * HOUR_MS) return undefined;
  const seconds = Math.trunc(Math.abs(milliseconds) / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const base = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  if (seconds === 0) return 'UTC';
  return `${milliseconds < 0 ? '-' : '+'}${base}${seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`}`;
}

/** The clock of a date and time, or of a date, which is midnight in UTC. */
function timeOf(value: FeelDateTime): FeelTime {
  return new FeelTime(value.unwrap().toPlainTime(), value.timezone);
}

/** Whole months between two days, towards zero; the clock does not count. */
function monthsBetween(from: FeelDateTime, to: FeelDateTime) {
  const between = from.unwrap().toPlainDate().until(to.unwrap().toPlainDate(), { largestUnit: 'month' });
  return months(between.months);
}

/** `is`: the same value of the same kind, offsets included. */
function identical(one: unknown, other: unknown, run: Run): boolean {
  if (kindOf(one) !== kindOf(other)) return false;
  if ((isTime(one) && isTime(other)) || (isDateTime(one) && isDateTime(other))) {
    const [offset, otherOffset] = [one['time offset'], other['time offset']];
    const sameOffset =
      offset === null || otherOffset === null
        ? offset === otherOffset
        : equal(offset, otherOffset, run) === true;
    return sameOffset && equal(one, other, run) === true;
  }
  return equal(one, other, run) === true;
}

export const dates = {
  date: builtin(
    form({ from: 'string' }, ({ from }) => readDate(from)),
    form({ from: 'date' }, ({ from }) => from),
    form({ from: 'date and time' }, ({ from }) => dateOf(from)),
    form({ year: 'number', month: 'number', day: 'number' }, ({ year, month, day }) =>
      attempt(() => new FeelDate(Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }))),
    ),
  ),
  'date and time': builtin(
    form({ from: 'string' }, ({ from }) => readDateTime(from)),
    form({ from: 'date and time' }, ({ from }) => from),
    form({ date: 'date', time: 'time' }, ({ date, time }) => combine(date, time)),
    form({ date: 'date and time', time: 'time' }, ({ date, time }) => combine(date, time)),
    form({ date: 'date and time', timezone: 'string' }, ({ date, timezone }) =>
      attempt(() => {
        const zoned = date
          .unwrap()
          .toZonedDateTime(date.timezone ?? 'UTC')
          .withTimeZone(timezone);
        return readDateTime(`${zoned.toPlainDateTime().toString({ smallestUnit: 'second' })}@${timezone}`);
      }),
    ),
  ),
  time: builtin(
    form({ from: 'string' }, ({ from }) => readTime(from)),
    form({ from: 'time' }, ({ from }) => from),
    form({ from: 'date and time' }, ({ from }) => timeOf(from)),
    form(
      { hour: 'number', minute: 'number', second: 'number', offset: 'any?' },
      ({ hour, minute, second, offset = null }) => {
        if (offset === null) return clock(hour, minute, second, null);
        if (kindOf(offset) !== 'days and time duration') return null;
        const zone = zoneOf(span(offset as Parameters<typeof span>[0]));
        return zone === undefined ? null : clock(hour, minute, second, zone);
      },
    ),
  ),
  duration: builtin(
    form({ from: 'string' }, ({ from }) => readDuration(from)),
    form({ from: 'duration' }, ({ from }) => from),
  ),
  'years and months duration': builtin(
    form({ from: 'date and time', to: 'date and time' }, ({ from, to }) => monthsBetween(from, to)),
  ),
  '@': builtin(
    form({ from: 'string' }, ({ from }) => {
      if (/^-?P/.test(from)) return readDuration(from);
      if (from.includes('T')) return readDateTime(from);
      return readDate(from) ?? readTime(from);
    }),
  ),
  is: builtin(
    form({ value1: 'any', value2: 'any' }, ({ value1, value2 }, run) => identical(value1, value2, run)),
  ),
  'day of year': builtin(form({ date: 'date and time' }, ({ date }) => date.unwrap().dayOfYear)),
  'day of week': builtin(
    form({ date: 'date and time' }, ({ date }) => WEEKDAYS[date.unwrap().dayOfWeek - 1] ?? null),
  ),
  'month of year': builtin(
    form({ date: 'date and time' }, ({ date }) => MONTHS[date.unwrap().month - 1] ?? null),
  ),
  'week of year': builtin(form({ date: 'date and time' }, ({ date }) => date.unwrap().weekOfYear ?? null)),
};
