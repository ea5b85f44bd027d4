import type { Records } from '../../adapters/ports/records.ts';
import type { Timeline } from '../../adapters/ports/timeline.ts';
import { createTombstones } from '../../adapters/tombstones.ts';
import type { Definitions } from '../../engine/definition.ts';
import type { Park } from '../../engine/park.ts';
import type { Journal, Projection, Removals } from '../../engine/ports.ts';
import { createRetire } from '../../engine/retire.ts';
import { createUnnoting } from '../noting.ts';
import { readRetention } from '../retention.ts';
import { createRetireWalk } from './walk.ts';

export interface RetirementDeps {
  readonly journal: Journal;
  readonly projection: Projection;
  readonly removals: Removals;
  readonly timeline: Timeline;
  readonly records: Records;
  readonly definitions: Definitions;
  readonly now: () => number;
  /** Hears of an instance that cannot be retired. */
  readonly failed: Park;
}

/** The walk that removes what is older than its rule, over these stores. */
export function createRetirement(deps: RetirementDeps) {
  const tombstones = createTombstones(deps.records);
  const unnoted = createUnnoting(deps.timeline);
  return createRetireWalk({
    ...deps,
    tombstones,
    retention: () => readRetention(deps),
    instances: ({ ofProcess: keptFor }) => createRetire({ ...deps, tombstones, unnoted, keptFor }),
  });
}
