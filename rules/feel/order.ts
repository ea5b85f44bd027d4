import { PlainTemporal } from '../cells/plain-temporal.ts';
import { isDate, isDateTime, isDuration, isTime, kindOf } from './kind.ts';
import { moment, span } from './moment.ts';

/**
 * Less than 0, 0 or more than 0 for two values of one kind that has an order; null where they cannot be compared. What has a
 * zone is not compared with what has none.
 */
export function compareValues(one: unknown, other: unknown): number | null {
  if (typeof one === 'number' && typeof other === 'number') return one < other ? -1 : one > other ? 1 : 0;
  if (typeof one === 'string' && typeof other === 'string') return one < other ? -1 : one > other ? 1 : 0;
  if (kindOf(one) !== kindOf(other)) return null;
  if (one instanceof PlainTemporal && other instanceof PlainTemporal) return one.order - other.order;
  if (isDuration(one) && isDuration(other)) return span(one) - span(other);
  if (isDate(one) && isDate(other)) return moment(one) - moment(other);
  if (isZoned(one) !== isZoned(other)) return null;
  if (isTime(one) && isTime(other)) return moment(one) - moment(other);
  if (isDateTime(one) && isDateTime(other)) return moment(one) - moment(other);
  return null;
}

export function isZoned(value: unknown): boolean {
  return (isTime(value) || isDateTime(value)) && value.timezone !== null;
}
