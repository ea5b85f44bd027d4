import type { Calendar } from '../../calendar/calendar.ts';
import { plainKind } from '../record-kind.ts';

/** Calendars, by the id that machines name. */
export const calendarKind = plainKind<Calendar>('calendar');
