import { chinaOffice } from '../../../calendar/samples/china.ts';
import { definition } from '../../../machines/lead/v1.ts';
import { rehearse } from '../../kit/rehearse.ts';

/** A lead in memory that was just captured. Monday, nine in Shanghai. */
export function capture(input: Record<string, unknown> = {}) {
  const lead = rehearse(
    definition,
    { customer: 'c-1', source: 'web-form', ...input },
    { startsAt: Date.UTC(2026, 2, 2, 1), calendars: { china: chinaOffice } },
  );
  return Object.assign(lead, {
    /** Dotted path of where it stands. */
    place: () => lead.view.leaves[0],
    /** What its last transition told. */
    told: () => lead.head.emitted.map(({ type }) => type),
  });
}

/** One whom nobody has come in as before. */
export function captureAlone(input: Record<string, unknown> = {}) {
  const lead = capture(input);
  lead.succeed('search', {});
  return lead;
}

/** Enough to be called at once, and far from enough. */
export const warm = { source: 'referral', budget: 'high' };
export const cold = { source: 'import' };
