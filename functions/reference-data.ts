import type { KeptWhileOptions } from '../adapters/kept-while.ts';
import type { Records } from '../adapters/ports/records.ts';
import type { References } from '../engine/ports.ts';
import { bundledCalendars, createCalendars } from './calendars.ts';
import { bundledDecisionData, createDecisions } from './decisions.ts';
import { createSettings } from './settings.ts';

/** What machines read: calendars, decisions, and what the company has set. Throws `StoreUnavailable`. */
export function createReferenceData(
  records: () => Pick<Records, 'of'>,
  options: KeptWhileOptions,
): References {
  const calendars = createCalendars(records, options);
  const settings = createSettings(records, options);
  const decisions = createDecisions(records, options);
  return {
    get(kind, id) {
      if (kind === 'settings') return settings.get(kind, id);
      return (kind === 'decision' ? decisions : calendars).get(kind, id);
    },
  };
}

/** What of it comes with Baton, where nobody keeps records. */
export const bundledReferenceData: References = {
  get: (kind, id) => (kind === 'decision' ? bundledDecisionData : bundledCalendars).get(kind, id),
};
