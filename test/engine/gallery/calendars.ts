import type { Calendar } from '../../../calendar/calendar.ts';
import { chinaOffice } from '../../../calendar/samples/china.ts';
import { workingTime } from '../../../calendar/working-time.ts';
import type { Reference, References } from '../../../engine/ports.ts';
import type { Data } from '../../../engine/references.ts';

const night = [{ from: '22:00', to: '06:00' }];
const nights: Calendar = {
  title: { en: 'Nights', zh: '夜班' },
  timeZone: 'America/New_York',
  week: { monday: night, friday: night, saturday: night, sunday: night },
  days: [],
};

const known = new Map<string, Reference>([
  ['calendar/office', { revision: 3, value: workingTime(chinaOffice) }],
  ['calendar/nights', { revision: 1, value: workingTime(nights) }],
]);

/** Reference data of the machines that are compared: two calendars. */
export const data: Data = { get: (name) => known.get(name) ?? null };

export const references: References = { get: async (kind, id) => known.get(`${kind}/${id}`) };
