import { isDate, isDateTime, isDuration, isTime } from '../feel/kind.ts';
import { moment, span } from '../feel/moment.ts';
import { isZoned } from '../feel/order.ts';
import type { TemporalType } from './cell.ts';
import { PlainTemporal } from './plain-temporal.ts';

/** Where a date, time or duration stands among those of its type, as a constant does by its `order`. */
export interface Placed {
  readonly type: TemporalType;
  readonly order: number;
}

/**
 * Undefined for everything that is not a date, time, date and time or duration, JSON's own objects among it; and for
 * what has a zone, as the constants of ordinary cells have none and FEEL compares no such two.
 */
export function placeOf(value: object): Placed | undefined {
  if (value instanceof PlainTemporal) return value;
  if (isZoned(value)) return undefined;
  if (isDate(value)) return { type: 'date', order: moment(value) };
  if (isTime(value)) return { type: 'time', order: moment(value) };
  if (isDateTime(value)) return { type: 'date and time', order: moment(value) };
  if (isDuration(value))
    return {
      type: value.yearsMonths ? 'years and months duration' : 'days and time duration',
      order: span(value),
    };
  return undefined;
}
