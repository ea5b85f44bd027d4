import { chinaOffice } from '../calendar/samples/china.ts';
import { workingTime } from '../calendar/working-time.ts';
import { bundledDecisions } from '../decisions/bundled.ts';
import { DECISION } from '../engine/deciding.ts';
import type { Reference } from '../engine/ports.ts';
import { type Data, referenceName } from '../engine/references.ts';
import { bundledDecisionData } from '../functions/decisions.ts';

const somebody = { revision: 0, value: workingTime(chinaOffice) };

const decisions = new Map<string, Reference>();
for (const id of Object.keys(bundledDecisions)) {
  const found = await bundledDecisionData.get(DECISION, id);
  if (found !== undefined) decisions.set(referenceName(DECISION, id), found);
}

/**
 * A calendar under every id that a machine may name, since which there are is known to a deployment alone, and the
 * decisions that come with Baton.
 */
export const anyReference: Data = {
  get: (name) => (name.startsWith('calendar/') ? somebody : (decisions.get(name) ?? null)),
};
