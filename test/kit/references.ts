import type { Records } from '../../adapters/ports/records.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import type { References } from '../../engine/ports.ts';
import { createCalendars } from '../../functions/calendars.ts';
import { calendarKind } from '../../records/kinds/calendar.ts';
import { write } from './write-record.ts';

/** What people set and processes read, by its id. */
export interface ReferenceData {
  readonly calendars?: Readonly<Record<string, Calendar>>;
}

/** Where processes of the kit find reference data: among its records, or what comes with Baton. */
export function referencesOf(records: () => Records, now: () => number): References {
  return createCalendars(records, { now, keepMs: 0, most: 100 });
}

/** Writes reference data as people do. */
export async function setReferences(
  records: Records,
  { calendars = {} }: ReferenceData,
  now: () => number,
): Promise<void> {
  for (const [id, calendar] of Object.entries(calendars)) {
    await write(records.of(calendarKind), { id, content: calendar, at: now() });
  }
}
