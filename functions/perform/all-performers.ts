import type { Performer } from '../../engine/perform.ts';
import { createLeadPerformers, type LeadPerformerDeps } from './lead-performers.ts';
import { outreachPerformers } from './outreach/performers.ts';
import { createPerformers, type PerformerDeps } from './performers.ts';

/** What every performer needs. */
export type AllPerformersDeps = PerformerDeps & Parameters<typeof outreachPerformers>[0] & LeadPerformerDeps;

/** All that is done in the outside world, by the name of the effect: notices, and what outreach, campaigns and leads want. */
export function allPerformers(deps: AllPerformersDeps): Record<string, Performer> {
  return { ...createPerformers(deps), ...outreachPerformers(deps), ...createLeadPerformers(deps) };
}
