import { hash } from 'node:crypto';
import type { Deciding, DecisionInForce } from '../../engine/deciding.ts';
import { type Period, periodAt } from '../../records/kinds/decision-schedule.ts';

/** All of the instances, in basis points. */
export const WHOLE = 10_000;

/** How each version decides; undefined for one that is not there. */
export type Versions = (version: number) => Deciding['decide'] | undefined;

/**
 * Says which version decides. Before the first period, `before` does, where it is given: the version that comes with
 * Baton, or the oldest that is remembered. A challenger decides for its share of the instances, always the same ones.
 */
export function inForce(
  decision: string,
  periods: readonly Period[],
  versions: Versions,
  before?: number,
): Pick<DecisionInForce, 'at'> {
  return {
    at(moment, instance) {
      const earliest = before === undefined ? undefined : { version: before };
      const period: Omit<Period, 'from'> | undefined = periodAt(periods, moment) ?? earliest;
      if (period === undefined) return undefined;
      const { version, challenger, shadow } = period;
      const shadowed = shadow === undefined ? undefined : { version: shadow, decide: say(versions, shadow) };
      const isChallenged = challenger !== undefined && shareOf(decision, instance) < challenger.share;
      const decides = isChallenged ? challenger.version : version;
      return {
        version: decides,
        ...(isChallenged ? { challenger: true } : {}),
        ...(shadowed === undefined ? {} : { shadow: shadowed }),
        decide: say(versions, decides),
      };
    },
  };
}

/** Where an instance lies among all, for a decision: 0 to 9999, always the same, spread evenly. */
function shareOf(decision: string, instance: string): number {
  return hash('sha256', `${decision}/${instance}`, 'buffer').readUInt32BE() % WHOLE;
}

/** What was published and is not there any more, or cannot be made ready here, answers nothing and says so. */
function say(versions: Versions, version: number): Deciding['decide'] {
  return versions(version) ?? (() => ({ output: null, rules: [], fault: { code: 'not-ready', place: '' } }));
}
