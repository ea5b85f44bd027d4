import { createKeptWhile, type KeptWhileOptions } from '../adapters/kept-while.ts';
import type { Records } from '../adapters/ports/records.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Reference, References } from '../engine/ports.ts';
import { calendarKind } from '../records/kinds/calendar.ts';

const bundled: Readonly<Record<string, () => Promise<Calendar>>> = {
  china: async () => (await import('../calendar/samples/china.ts')).chinaOffice,
  'united-states': async () => (await import('../calendar/samples/united-states.ts')).unitedStatesOffice,
};

/** The calendars that come with Baton, by their names; revision 0, since nobody has edited them. */
export const bundledCalendars: References = {
  async get(kind, id) {
    const load = kind === 'calendar' && Object.hasOwn(bundled, id) ? bundled[id] : undefined;
    return load && ready(0, await load());
  },
};

/**
 * Calendars among the records, and those that come with Baton where there is no record of that name. What was read is
 * kept for a while: a change counts from then on. Throws `StoreUnavailable`.
 */
export function createCalendars(records: () => Pick<Records, 'of'>, options: KeptWhileOptions): References {
  const kept = createKeptWhile<Reference>(options);
  return {
    async get(kind, id) {
      if (kind !== 'calendar') return undefined;
      const known = kept.get(id);
      if (known !== undefined) return known;
      const record = await records().of(calendarKind).get(id);
      const found = record
        ? await ready(record.revision, record.content)
        : await bundledCalendars.get(kind, id);
      if (found !== undefined) kept.set(id, found);
      return found;
    },
  };
}

/** Business time is loaded with the first delay that asks: most functions never do. */
async function ready(revision: number, calendar: Calendar): Promise<Reference> {
  const { workingTime } = await import('../calendar/working-time.ts');
  return { revision, value: workingTime(calendar) };
}
