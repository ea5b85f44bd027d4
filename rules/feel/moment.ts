import type { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin';

const DAY_MS = 86_400_000;

/** Milliseconds since 1970, or since midnight, with their fractions; what has no zone counts as UTC. */
export function moment(value: FeelDate | FeelTime | FeelDateTime): number {
  if (!('hour' in value)) return value.unwrap().toZonedDateTime('UTC').epochMilliseconds;
  const clock = value.unwrap();
  const { hour, minute, second, millisecond, microsecond, nanosecond } = clock;
  const day = 'year' in clock ? clock.toPlainDate().toZonedDateTime('UTC').epochMilliseconds : 0;
  const ofDay =
    ((hour * 60 + minute) * 60 + second) * 1000 + millisecond + microsecond / 1e3 + nanosecond / 1e6;
  return day + ofDay - offset(value);
}

function offset(value: FeelTime | FeelDateTime): number {
  const duration = value['time offset'];
  return duration === null ? 0 : span(duration);
}

/** Months, or milliseconds. */
export function span(duration: FeelDuration): number {
  const value = duration.unwrap();
  if (duration.yearsMonths) return value.years * 12 + value.months;
  const { days, hours, minutes, seconds, milliseconds, microseconds, nanoseconds } = value;
  const ofDay =
    ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds + microseconds / 1e3 + nanoseconds / 1e6;
  return days * DAY_MS + ofDay;
}
