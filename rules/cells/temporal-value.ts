import type { TemporalType } from './cell.ts';
import type { TemporalConstant } from './temporal.ts';

/** Where a value stands among those of its type, as a constant does by its `order`. */
export interface Placed {
  readonly type: TemporalType;
  readonly order: number;
  /** It has a zone: never equal to what has none, but before or after it, as if that were in UTC. */
  readonly zoned?: boolean;
}

/** A date, time, date and time or duration that was read without FEEL. */
export class PlainTemporal implements Placed {
  readonly type: TemporalType;
  readonly order: number;
  readonly #text: string;

  constructor({ type, order, text }: TemporalConstant) {
    this.type = type;
    this.order = order;
    this.#text = text;
  }

  /** As it came. */
  toString(): string {
    return this.#text;
  }
}

/** What FEEL's classes for them show of themselves. */
interface Shown {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly timezone?: string | null;
  readonly 'time offset'?: Shown | null;
  readonly yearsMonths?: boolean;
  unwrap(): {
    readonly years: number;
    readonly months: number;
    readonly days: number;
    readonly hours: number;
    readonly minutes: number;
    readonly seconds: number;
    readonly milliseconds: number;
    readonly microseconds: number;
    readonly nanoseconds: number;
    readonly millisecond: number;
  };
}

const DAY_MS = 86_400_000;

/** Undefined for everything that is not a date, time, date and time or duration, JSON's own objects among it. */
export function placeOf(value: object): Placed | undefined {
  if (value instanceof PlainTemporal) return value;
  return isShown(value) ? shownPlace(value) : undefined;
}

function shownPlace(value: Shown): Placed {
  if (value.yearsMonths === true) {
    const { years, months } = value.unwrap();
    return { type: 'years and months duration', order: years * 12 + months };
  }
  if (value.yearsMonths === false) return { type: 'days and time duration', order: durationMs(value) };
  if (value.hour === undefined) return { type: 'date', order: dayMs(value) };
  const type = value.year === undefined ? 'time' : 'date and time';
  const local = (value.year === undefined ? 0 : dayMs(value)) + clockMs(value);
  const offset = value['time offset'];
  return offset ? { type, order: local - durationMs(offset), zoned: true } : { type, order: local };
}

function isShown(value: object): value is Shown {
  return !Array.isArray(value) && 'unwrap' in value && typeof value.unwrap === 'function';
}

function dayMs({ year = 0, month = 1, day = 1 }: Shown): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function clockMs(value: Shown): number {
  const { hour = 0, minute = 0, second = 0 } = value;
  return ((hour * 60 + minute) * 60 + second) * 1000 + value.unwrap().millisecond;
}

function durationMs(value: Shown): number {
  const { days, hours, minutes, seconds, milliseconds, microseconds, nanoseconds } = value.unwrap();
  const whole = days * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  return whole + microseconds / 1000 + nanoseconds / 1_000_000;
}
