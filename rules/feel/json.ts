import type { Type } from '../types.ts';
import { isContext, kindOf } from './kind.ts';
import type { Run } from './run.ts';
import { written } from './written.ts';

/** What reads a text as a value of a temporal type; null where it is none. */
export type ReadTemporal = (text: string, kind: Type['kind']) => unknown;

const TEMPORAL: ReadonlySet<Type['kind']> = new Set([
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
]);

/** A value of FEEL from JSON: a text becomes a date, a time or a duration where that is its type. */
export function fromJson(value: unknown, type: Type, read: ReadTemporal): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  if (typeof value === 'string') return TEMPORAL.has(type.kind) ? (read(value, type.kind) ?? value) : value;
  if (Array.isArray(value)) {
    const of = type.kind === 'list' ? type.of : type;
    return value.map((element) => fromJson(element, of, read));
  }
  if (!isContext(value)) return value;
  const fields = type.kind === 'context' ? type.fields : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      fromJson(field, fields?.get(name) ?? { kind: 'any' }, read),
    ]),
  );
}

/**
 * JSON of a value: temporal values and ranges as FEEL writes them; a function is null. Counts its steps: a small value
 * may name the same parts again and again.
 */
export function toJson(value: unknown, run: Run): unknown {
  run.step();
  switch (kindOf(value)) {
    case 'null':
    case 'function':
      return null;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'boolean':
    case 'string':
      return value;
    case 'list':
      return Array.isArray(value) ? value.map((element) => toJson(element, run)) : null;
    case 'context':
      return isContext(value)
        ? Object.fromEntries(Object.entries(value).map(([name, field]) => [name, toJson(field, run)]))
        : null;
    default:
      return written(value, run);
  }
}
