import { Temporal } from 'temporal-polyfill';

/** A clock that stands still until it is moved. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Throws a RangeError for a moment that is past. */
  moveTo(moment: number): void;
}

export function createClock(startsAt: number): Clock {
  let time = startsAt;
  return {
    now: () => time,
    moveTo(moment) {
      if (moment < time) {
        throw new RangeError(
          `It is ${new Date(time).toISOString()}: ${new Date(moment).toISOString()} is past.`,
        );
      }
      time = moment;
    },
  };
}

/**
 * Epoch milliseconds of what a clock on the wall of that zone shows, such as `2026-03-01T09:00`; an hour that is there
 * twice is the first of both, and one that is skipped lies behind the gap. A text that ends in `Z` or `+08:00` says its
 * own zone. Throws a RangeError for what is no moment.
 */
export function momentOf(text: string, timeZone: string): number {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
  return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
}
