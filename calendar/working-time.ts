import {
  addBusinessDays,
  addBusinessTime,
  type BusinessDuration,
  businessTimeBetween,
  nextClosing,
  nextOpening,
} from './business-time.ts';
import type { Calendar } from './calendar.ts';

/** A calendar as the delays of a machine ask it; moments in epoch milliseconds. Each throws as in `business-time.ts`. */
export interface WorkingTime {
  after(from: number, duration: BusinessDuration): number;
  endOfDay(from: number, days: number): number;
  /** Milliseconds of being open from one moment to a later one. */
  between(from: number, to: number): number;
  nextOpening(from: number): number;
  nextClosing(from: number): number;
}

/** The calendar must be one that `calendarSchema` has accepted. */
export function workingTime(calendar: Calendar): WorkingTime {
  return {
    after: (from, duration) => addBusinessTime(calendar, from, duration),
    endOfDay: (from, days) => addBusinessDays(calendar, from, days),
    between: (from, to) => businessTimeBetween(calendar, from, to),
    nextOpening: (from) => nextOpening(calendar, from),
    nextClosing: (from) => nextClosing(calendar, from),
  };
}
