import type { Records } from '../../adapters/ports/records.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { DECISION } from '../../engine/deciding.ts';
import type { Reference, References } from '../../engine/ports.ts';
import { alwaysInForce } from '../../functions/bundled-decisions.ts';
import { createReferenceData } from '../../functions/reference-data.ts';
import { calendarKind } from '../../records/kinds/calendar.ts';
import { settingsId, settingsKind } from '../../records/kinds/settings.ts';
import type { Model } from '../../rules/model.ts';
import { write } from './write-record.ts';

/** What people set and processes read, by its id. */
export interface ReferenceData {
  readonly calendars?: Readonly<Record<string, Calendar>>;
  /** What the company has set, by process and field. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What decides in place of the decisions that come with Baton, by id: its version 1, from the beginning on. */
  readonly decisions?: Readonly<Record<string, Model>>;
}

/** Where processes of the kit find reference data: what was published, its records, or what comes with Baton. */
export async function referencesOf(
  records: () => Records,
  now: () => number,
  decisions: ReferenceData['decisions'] = {},
): Promise<References> {
  const published = new Map<string, Reference>();
  for (const [id, model] of Object.entries(decisions)) {
    published.set(id, { revision: 1, value: await alwaysInForce(model, 1) });
  }
  const others = createReferenceData(records, { now, keepMs: 0, most: 100 });
  return {
    get: async (kind, id) => (kind === DECISION ? published.get(id) : undefined) ?? others.get(kind, id),
  };
}

/** Writes reference data as people do. */
export async function setReferences(
  records: Records,
  { calendars = {}, settings = {} }: Omit<ReferenceData, 'decisions'>,
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
