import { isContext, isRange, kindOf } from './kind.ts';
import type { Run } from './run.ts';

/** The text of a value, as FEEL's `string` gives it; texts within lists and contexts stand in quotes. */
export function written(value: unknown, run: Run): string {
  return typeof value === 'string' ? value : inner(value, run);
}

function inner(value: unknown, run: Run): string {
  run.step(typeof value === 'string' ? value.length >> 3 : 1);
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (Array.isArray(value)) return `[${value.map((element) => inner(element, run)).join(', ')}]`;
  if (isContext(value)) {
    const entries = Object.entries(value).map(([name, entry]) => `${keyOf(name)}: ${inner(entry, run)}`);
    return `{${entries.join(', ')}}`;
  }
  if (isRange(value)) {
    const [open, close] = [value['start included'] ? '[' : '(', value['end included'] ? ']' : ')'];
    return `${open}${inner(value.start, run)}..${inner(value.end, run)}${close}`;
  }
  switch (kindOf(value)) {
    case 'null':
      return 'null';
    case 'function':
      return 'function';
    case 'number':
      return numeral(Number(value));
    default:
      return temporalText(value);
  }
}

/** A date, a time or a duration in the form that FEEL reads: years have a sign only before the year 0. */
function temporalText(value: unknown): string {
  return String(value).replace(
    /^([+-])0*(\d{4,})-/,
    (_whole, sign, year) => `${sign === '-' ? '-' : ''}${year}-`,
  );
}

function keyOf(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
}

/** Without an exponent. */
function numeral(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [digits = '', power = '0'] = text.split('e');
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  const shift = Number(power);
  const sign = value < 0 ? '-' : '';
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(shift, '0')}`;
}
