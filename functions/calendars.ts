import type { Reference, References } from '../engine/ports.ts';

/** Names of the calendars that come with Baton. */
export type BundledCalendar = 'china' | 'united-states';

const bundled: Readonly<Record<BundledCalendar, () => Promise<Reference>>> = {
  china: async () => ready((await import('../calendar/samples/china.ts')).chinaOffice),
  'united-states': async () =>
    ready((await import('../calendar/samples/united-states.ts')).unitedStatesOffice),
};

/**
 * The calendars that come with Baton, by their names; revision 0, since nobody has edited them. They are loaded with
 * the first delay that asks: most functions never do.
 */
export const calendars: References = {
  async get(kind, id) {
    if (kind !== 'calendar' || !Object.hasOwn(bundled, id)) return undefined;
    return bundled[id as BundledCalendar]();
  },
};

async function ready(calendar: import('../calendar/calendar.ts').Calendar): Promise<Reference> {
  const { workingTime } = await import('../calendar/working-time.ts');
  return { revision: 0, value: workingTime(calendar) };
}
