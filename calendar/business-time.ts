import type { Calendar } from './calendar.ts';
import { MOST_DAYS, openingHoursOf } from './opening-hours.ts';

const DAY = 86_400_000;

/** An amount of business time; the parts add up. */
export interface BusinessDuration {
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** What is asked for does not come within a hundred years: the calendar never closes, or the amount is too great. */
export class CalendarTooFar extends Error {
  readonly code = 'calendar-too-far';
}

/** Whether it is open at a moment, in epoch milliseconds as all moments here. */
export function isOpen(calendar: Calendar, at: number): boolean {
  for (const { from } of openingHoursOf(calendar).after(at)) return from === at;
  return false;
}

/** The first moment from `from` on at which it is open: `from` itself where it is. Throws `CalendarTooFar`. */
export function nextOpening(calendar: Calendar, from: number): number {
  for (const opening of openingHoursOf(calendar).after(from)) return opening.from;
  throw new CalendarTooFar('The calendar does not open any more.');
}

/**
 * The first moment after `from` at which it closes; where it is closed at `from`, after it has opened again. Throws
 * `CalendarTooFar` where it never closes.
 */
export function nextClosing(calendar: Calendar, from: number): number {
  let closing: number | undefined;
  for (const { from: opening, until } of openingHoursOf(calendar).after(from)) {
    if (closing !== undefined && opening > closing) return closing;
    closing = until;
  }
  throw new CalendarTooFar('The calendar does not close any more.');
}

/**
 * The first moment at which this much business time has passed since `from`; `from` itself for none. Throws
 * `RangeError` for an amount below zero and `CalendarTooFar`.
 */
export function addBusinessTime(calendar: Calendar, from: number, duration: BusinessDuration): number {
  let rest = millisecondsOf(duration);
  if (rest === 0) return from;
  for (const { from: opening, until } of openingHoursOf(calendar).after(from)) {
    if (rest <= until - opening) return opening + rest;
    rest -= until - opening;
  }
  throw new CalendarTooFar('The calendar has not that much business time.');
}

/**
 * The end of the `days`-th working day after the date of `from`, which itself does not count: when the last span that
 * begins on that day ends. Throws `RangeError` where `days` is not a number above zero, and `CalendarTooFar`.
 */
export function addBusinessDays(calendar: Calendar, from: number, days: number): number {
  if (!Number.isInteger(days) || days < 1)
    throw new RangeError(`${days} is not a number of days above zero.`);
  const { dayAt, on } = openingHoursOf(calendar);
  const today = dayAt(from);
  let rest = days;
  for (let day = today + 1; day < today + MOST_DAYS; day++) {
    const last = on(day).at(-1);
    if (last !== undefined && --rest === 0) return last.until;
  }
  throw new CalendarTooFar('The calendar has not that many working days.');
}

/** The business time from one moment to a later one, in milliseconds. Throws `RangeError` where it is not later. */
export function businessTimeBetween(calendar: Calendar, from: number, to: number): number {
  if (!(from <= to)) throw new RangeError('The end lies before the beginning.');
  if (to - from > MOST_DAYS * DAY) throw new CalendarTooFar('The times are more than a hundred years apart.');
  let total = 0;
  for (const { from: opening, until } of openingHoursOf(calendar).after(from)) {
    if (opening >= to) break;
    total += Math.min(until, to) - opening;
  }
  return total;
}

function millisecondsOf({ hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: BusinessDuration): number {
  const total = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  if (total >= 0 && Number.isFinite(total)) return total;
  throw new RangeError('An amount of business time is a number that is not below zero.');
}
