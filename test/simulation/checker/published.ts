import type { Deciding, DecisionInForce } from '../../../engine/deciding.ts';
import { DECISION } from '../../../engine/deciding.ts';
import type { DecisionMade } from '../../../engine/entry.ts';
import type { Reference } from '../../../engine/ports.ts';
import { referenceName } from '../../../engine/references.ts';
import { inForce } from '../../../functions/decisions/in-force.ts';
import type { DecisionVersion } from '../../../records/kinds/decision.ts';
import type { Period } from '../../../records/kinds/decision-schedule.ts';
import { bundledData } from '../../kit/bundled-data.ts';
import { decideBy } from '../processes/policies.ts';

/** A schedule as it was stored, and when. */
export interface Scheduled {
  readonly at: number;
  readonly inForce: Pick<DecisionInForce, 'at'>;
}

/** What people published of decisions, as it was stored. */
export function createPublished() {
  const deciding = new Map<string, Deciding['decide']>();
  const scheduled = new Map<string, Scheduled[]>();

  function decide(decision: string, version: number): Deciding['decide'] | undefined {
    if (version > 0) return deciding.get(`${decision} ${version}`);
    const bundled = bundledData.get(referenceName(DECISION, decision))?.value as DecisionInForce | undefined;
    return bundled?.at(0, '')?.decide;
  }

  /** A version as it decided, for a run of the same events; undefined where it never was published. */
  function version(decision: string, number: number): Deciding | undefined {
    const known = decide(decision, number);
    return known && { version: number, decide: known };
  }

  return {
    add({ decision, version, model }: DecisionVersion): void {
      const known = decideBy(model);
      if (known !== undefined) deciding.set(`${decision} ${version}`, known);
    },
    schedule(decision: string, periods: readonly Period[], at: number): void {
      const one = { at, inForce: inForce(decision, periods, (number) => decide(decision, number), 0) };
      scheduled.set(decision, [...(scheduled.get(decision) ?? []), one]);
    },
    /** Every schedule of a decision, the first being that nothing was published. */
    schedules(decision: string): readonly Scheduled[] {
      const none = { at: 0, inForce: inForce(decision, [], (number) => decide(decision, number), 0) };
      return [none, ...(scheduled.get(decision) ?? [])];
    },
    /** A decision that is made as this one was: by its version, beside its shadow. */
    asIn({ decision, version: number, challenger, shadow }: DecisionMade): Reference {
      const own = version(decision, number);
      const other = shadow && version(decision, shadow.version);
      const all = own && { ...own, ...(challenger && { challenger }), ...(other && { shadow: other }) };
      return { revision: 0, value: { at: () => all, version: async () => all } satisfies DecisionInForce };
    },
  };
}
