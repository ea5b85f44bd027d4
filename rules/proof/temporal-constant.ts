import type { Constant, TemporalType } from '../cells/cell.ts';

/** The value of this type whose place in the order this is, as `rules/cells/temporal.ts` orders them. */
export function temporalConstant(type: TemporalType, order: number): Constant {
  return { type, text: TEXTS[type](order), order };
}

const DAY_SECONDS = 86_400;

const TEXTS: Readonly<Record<TemporalType, (order: number) => string>> = {
  date: (order) => isoOf(order).slice(0, 10),
  time: (order) => clean(isoOf(order).slice(11, 23)),
  'date and time': (order) => clean(isoOf(order).slice(0, 23)),
  'days and time duration': (order) => `${order < 0 ? '-' : ''}${daysAndTime(Math.abs(order))}`,
  'years and months duration': (order) => `${order < 0 ? '-' : ''}${yearsAndMonths(Math.abs(order))}`,
};

function isoOf(order: number): string {
  return new Date(order).toISOString();
}

/** Without a fraction that says nothing. */
function clean(text: string): string {
  return text.replace(/\.000$/, '');
}

function daysAndTime(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const days = Math.floor(seconds / DAY_SECONDS);
  const hours = Math.floor((seconds % DAY_SECONDS) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = (milliseconds % 60_000) / 1000;
  const time = `${part(hours, 'H')}${part(minutes, 'M')}${part(rest, 'S')}`;
  if (days === 0 && time === '') return 'PT0S';
  return `P${part(days, 'D')}${time === '' ? '' : `T${time}`}`;
}

function yearsAndMonths(months: number): string {
  if (months === 0) return 'P0M';
  return `P${part(Math.floor(months / 12), 'Y')}${part(months % 12, 'M')}`;
}

function part(count: number, unit: string): string {
  return count === 0 ? '' : `${count}${unit}`;
}
