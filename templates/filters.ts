import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { minorDigits } from '../machines/money.ts';
import type { Leaf } from './fields.ts';

export type Language = 'en' | 'zh';

/** For whom a template is rendered. */
export interface Reader {
  readonly language: Language;
  /** Of the IANA database. */
  readonly timeZone: string;
  /** Makes an address one that tells that it was followed; where nothing is sent, an address stays as it is. */
  readonly link?: (address: string, name?: string) => string;
}

/** What a template may do to a value. Every filter gives a text, and nothing for null. */
export interface Filter {
  /** Types of fields that it takes; a text of the template itself counts as one. */
  readonly takes: readonly (Leaf | 'list')[];
  /** What each of its arguments is: a type, or the words of which it must be one. At least `needs` are given. */
  readonly arguments: readonly (Leaf | readonly string[])[];
  readonly needs: number;
  apply(value: unknown, args: readonly unknown[], reader: Reader): string;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', zh: 'zh-CN' };

const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  long: { dateStyle: 'long' },
  short: { dateStyle: 'short' },
  weekday: { dateStyle: 'full' },
  time: { timeStyle: 'short' },
  full: { dateStyle: 'long', timeStyle: 'short' },
};

/** The filters of templates, by name; there are no others. */
export const filters: Readonly<Record<string, Filter>> = {
  money: {
    ...{ takes: ['number'], arguments: ['text'], needs: 1 },
    apply: (value, [currency], { language }) =>
      typeof value === 'number' ? money(value, String(currency), LOCALES[language]) : '',
  },
  number: {
    ...{ takes: ['number'], arguments: [], needs: 0 },
    apply: (value, _, { language }) =>
      typeof value === 'number' ? new Intl.NumberFormat(LOCALES[language]).format(value) : '',
  },
  date: {
    ...{ takes: ['date', 'day'], arguments: [Object.keys(STYLES)], needs: 0 },
    apply: (value, [style = 'long'], { language, timeZone }) => {
      if (typeof value !== 'number' && typeof value !== 'string') return '';
      // A day is the same everywhere.
      const zone = typeof value === 'string' ? 'UTC' : timeZone;
      const moment = new Date(value);
      if (Number.isNaN(moment.getTime())) return '';
      const format = { ...STYLES[String(style)], timeZone: zone };
      return new Intl.DateTimeFormat(LOCALES[language], format).format(moment);
    },
  },
  phone: {
    ...{ takes: ['phone', 'text'], arguments: [], needs: 0 },
    apply: (value) => parsePhoneNumberFromString(plain(value))?.formatInternational() ?? plain(value),
  },
  default: {
    ...{ takes: ['text', 'number', 'phone'], arguments: ['text'], needs: 1 },
    apply: (value, [other]) => plain(value) || plain(other),
  },
  upcase: {
    ...{ takes: ['text'], arguments: [], needs: 0 },
    apply: (value, _, { language }) => plain(value).toLocaleUpperCase(LOCALES[language]),
  },
  downcase: {
    ...{ takes: ['text'], arguments: [], needs: 0 },
    apply: (value, _, { language }) => plain(value).toLocaleLowerCase(LOCALES[language]),
  },
  truncate: {
    ...{ takes: ['text'], arguments: ['number'], needs: 1 },
    apply: (value, [most]) => {
      const characters = [...plain(value)];
      const length = Math.max(1, Number(most) || 1);
      return characters.length <= length ? plain(value) : `${characters.slice(0, length - 1).join('')}…`;
    },
  },
  link: {
    ...{ takes: ['text'], arguments: ['text'], needs: 0 },
    apply: (value, [name], { link = (address) => address }) =>
      link(plain(value), typeof name === 'string' && /^[\w-]{1,40}$/.test(name) ? name : undefined),
  },
  join: {
    ...{ takes: ['list'], arguments: ['text'], needs: 1 },
    apply: (value, [between]) =>
      Array.isArray(value) ? value.map(plain).filter(Boolean).join(plain(between)) : '',
  },
};

/** A value as it is printed without a filter: nothing for null, and for what is no single value. */
export function plain(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function money(amountMinor: number, currency: string, locale: string): string {
  return amountFormat(currency, locale).format(amountMinor / 10 ** minorDigits(currency));
}

/** Formats that were asked for: to make one takes some fifty times as long as to print with it. */
const amountFormats = new Map<string, Intl.NumberFormat>();
/** More than there are currencies that people pay with, in both languages. */
const MOST_FORMATS = 500;

function amountFormat(currency: string, locale: string): Intl.NumberFormat {
  const known = amountFormats.get(locale + currency);
  if (known !== undefined) return known;
  const digits = minorDigits(currency);
  const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const style = /^[A-Z]{3}$/.test(currency) ? ({ style: 'currency', currency } as const) : {};
  const made = new Intl.NumberFormat(locale, { ...style, ...exactly });
  if (amountFormats.size < MOST_FORMATS) amountFormats.set(locale + currency, made);
  return made;
}
