import type { FeelDate, FeelDateTime, FeelDuration, FeelRange, FeelTime } from 'feelin';
import { PlainTemporal } from '../cells/plain-temporal.ts';
import { FeelFunction } from './function.ts';

export type Kind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'list'
  | 'context'
  | 'function'
  | 'range'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration';

export type Context = Readonly<Record<string, unknown>>;

/**
 * What FEEL calls the value. Told by shape, so that nothing of feelin is loaded where no value of its classes can be.
 */
export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'boolean':
      return 'boolean';
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    case 'object':
      break;
    default:
      return 'null';
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof FeelFunction) return 'function';
  if (value instanceof PlainTemporal) return value.type;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return 'context';
  if ('yearsMonths' in value)
    return value.yearsMonths ? 'years and months duration' : 'days and time duration';
  if ('start included' in value) return 'range';
  if ('year' in value) return 'hour' in value ? 'date and time' : 'date';
  return 'time';
}

export const isContext = (value: unknown): value is Context => kindOf(value) === 'context';
export const isDate = (value: unknown): value is FeelDate => kindOf(value) === 'date';
export const isTime = (value: unknown): value is FeelTime => kindOf(value) === 'time';
export const isDateTime = (value: unknown): value is FeelDateTime => kindOf(value) === 'date and time';
export const isRange = (value: unknown): value is FeelRange => kindOf(value) === 'range';

export function isDuration(value: unknown): value is FeelDuration {
  const kind = kindOf(value);
  return kind === 'days and time duration' || kind === 'years and months duration';
}
