import { bundledDecisions } from '../../decisions/bundled.ts';
import { DECISION } from '../../engine/deciding.ts';
import type { Reference } from '../../engine/ports.ts';
import { type Data, referenceName } from '../../engine/references.ts';
import { bundledDecisionData } from '../../functions/decisions.ts';

const ready = new Map<string, Reference>();
for (const id of Object.keys(bundledDecisions)) {
  const found = await bundledDecisionData.get(DECISION, id);
  if (found !== undefined) ready.set(referenceName(DECISION, id), found);
}

/** The decisions that come with Baton, made ready beforehand, for what waits for nothing; of all else there is nothing. */
export const bundledData: Data = { get: (name) => ready.get(name) ?? null };
