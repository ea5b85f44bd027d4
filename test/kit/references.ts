import type { Records } from '../../adapters/ports/records.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import type { References } from '../../engine/ports.ts';
import { createReferenceData } from '../../functions/reference-data.ts';
import { calendarKind } from '../../records/kinds/calendar.ts';
import { settingsId, settingsKind } from '../../records/kinds/settings.ts';
import { write } from './write-record.ts';

/** What people set and processes read, by its id. */
export interface ReferenceData {
  readonly calendars?: Readonly<Record<string, Calendar>>;
  /** What the company has set, by process and field. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Where processes of the kit find reference data: among its records, or what comes with Baton. */
export function referencesOf(records: () => Records, now: () => number): References {
  return createReferenceData(records, { now, keepMs: 0, most: 100 });
}

/** Writes reference data as people do. */
export async function setReferences(
  records: Records,
  { calendars = {}, settings = {} }: ReferenceData,
  now: () => number,
): Promise<void> {
  for (const [id, calendar] of Object.entries(calendars)) {
    await write(records.of(calendarKind), { id, content: calendar, at: now() });
  }
  for (const [process, values] of Object.entries(settings)) {
    await write(records.of(settingsKind), {
      id: settingsId(process),
      content: { process, values },
      at: now(),
    });
  }
}
