import { isContext, isDate, isDateTime, isDuration, isRange, isTime } from './kind.ts';
import type { span } from './moment.ts';
import { nameOf } from './name.ts';

/** What a value has under a name: an entry of a context, a part of a date, a duration or a range. */
export function propertyOf(value: unknown, name: string): unknown {
  if (isContext(value)) return entryOf(value, name);
  if (isDate(value) || isTime(value) || isDateTime(value)) return partOf(value, name);
  if (isRange(value)) {
    switch (name) {
      case 'start':
      case 'end':
      case 'start included':
      case 'end included':
        return value[name] ?? null;
    }
    return null;
  }
  if (isDuration(value)) return partOfDuration(value, name);
  return null;
}

function entryOf(value: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(value, name)) return value[name] ?? null;
  const key = Object.keys(value).find((each) => nameOf(each) === name);
  return key === undefined ? null : (value[key] ?? null);
}

function partOf(value: object, name: string): unknown {
  switch (name) {
    case 'year':
    case 'month':
    case 'day':
    case 'weekday':
    case 'hour':
    case 'minute':
    case 'second':
    case 'time offset':
    case 'timezone':
      return (value as Readonly<Record<string, unknown>>)[name] ?? null;
    default:
      return null;
  }
}

function partOfDuration(value: Parameters<typeof span>[0], name: string): unknown {
  switch (name) {
    case 'years':
    case 'months':
    case 'days':
    case 'hours':
    case 'minutes':
    case 'seconds':
      return value[name];
    default:
      return null;
  }
}
