import type { Records } from '../../adapters/ports/records.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import type { References } from '../../engine/ports.ts';
import { createReferenceData } from '../../functions/reference-data.ts';
import { calendarKind } from '../../records/kinds/calendar.ts';
import { decisionVersionId, decisionVersionKind } from '../../records/kinds/decision.ts';
import { decisionScheduleKind, withAct } from '../../records/kinds/decision-schedule.ts';
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

/** Where processes of the kit find reference data: among its records, or what comes with Baton. */
export function referencesOf(records: () => Records, now: () => number): References {
  return createReferenceData(records, { now, keepMs: 0, most: 100 });
}

/** Writes reference data as people do. */
export async function setReferences(
  records: Records,
  { calendars = {}, settings = {}, decisions = {} }: ReferenceData,
  now: () => number,
): Promise<void> {
  const at = now();
  for (const [id, calendar] of Object.entries(calendars)) {
    await write(records.of(calendarKind), { id, content: calendar, at });
  }
  for (const [process, values] of Object.entries(settings)) {
    await write(records.of(settingsKind), {
      id: settingsId(process),
      content: { process, values },
      at,
    });
  }
  for (const [decision, model] of Object.entries(decisions)) {
    await publish(records, decision, model, at);
  }
}

/** As if it had been proved and tested. */
async function publish(records: Records, decision: string, model: Model, at: number): Promise<void> {
  const why = 'for a test';
  const version = {
    ...{ decision, version: 1, model, draft: 1, why },
    ...{ proof: { errors: 0, warnings: 0, exact: true }, cases: { total: 0, passed: 0 } },
  };
  await write(records.of(decisionVersionKind), { id: decisionVersionId(decision, 1), content: version, at });
  const act = { kind: 'published', period: { from: at, version: 1 }, why, request: 'kit' } as const;
  await write(records.of(decisionScheduleKind), { id: decision, content: withAct(undefined, act), at });
}
