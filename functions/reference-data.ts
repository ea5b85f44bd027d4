import type { KeptWhileOptions } from '../adapters/kept-while.ts';
import type { Records } from '../adapters/ports/records.ts';
import type { References } from '../engine/ports.ts';
import { createCalendars } from './calendars.ts';
import { createSettings } from './settings.ts';

/** What machines read: calendars, and what the company has set. Throws `StoreUnavailable`. */
export function createReferenceData(
  records: () => Pick<Records, 'of'>,
  options: KeptWhileOptions,
): References {
  const calendars = createCalendars(records, options);
  const settings = createSettings(records, options);
  return { get: (kind, id) => (kind === 'settings' ? settings : calendars).get(kind, id) };
}
