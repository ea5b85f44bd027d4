import { decisionScheduleKind, periodAt } from '../../../records/kinds/decision-schedule.ts';
import type { Decider } from '../../../rules/decider.ts';
import { BUNDLED, createDeciders, isBundled } from '../../decisions/deciders.ts';
import type { ApiDeps } from '../deps.ts';
import { invalidBody, Refusal } from '../problem.ts';
import { type Drafted, draftOf } from './found.ts';
import { notReady, readyOf } from './not-ready.ts';

/** What is asked, made ready: a published version, or the draft. */
export interface Asked {
  readonly decider: Decider;
  readonly version?: number;
  readonly draft?: Drafted;
}

const MOST_READY = 50;

/**
 * Finds what a request asks: a version, the draft, or what is in force now. Throws a `Refusal` where there is none, or
 * where it cannot be made ready.
 */
export function createAsked(
  deps: Pick<ApiDeps, 'records' | 'now'>,
): (decision: string, which?: number | 'draft') => Promise<Asked> {
  const deciders = createDeciders(() => deps.records, MOST_READY);
  return async (decision, which) => {
    if (which === 'draft') {
      const draft = await draftOf(deps, decision);
      return { decider: await readyOf(draft.content.model), draft };
    }
    const version = which ?? (await versionNow(deps, decision));
    const found = (await isPublished(deps, decision, version))
      ? await deciders.get(decision, version).catch(notReady)
      : undefined;
    if (found === undefined) throw invalidBody('/version', 'names no published version');
    return { decider: found.decider, version };
  };
}

/** Whether a version was ever published, or comes with Baton: one of a publication that broke off was not. */
export async function isPublished(
  { records }: Pick<ApiDeps, 'records'>,
  decision: string,
  version: number,
): Promise<boolean> {
  if (version === BUNDLED) return isBundled(decision);
  const schedule = await records.of(decisionScheduleKind).get(decision);
  return schedule?.content.published.includes(version) ?? false;
}

/** The version in force now, for all but what stands beside it. Throws a `Refusal` where there is none. */
export async function versionNow(
  { records, now }: Pick<ApiDeps, 'records' | 'now'>,
  decision: string,
): Promise<number> {
  const schedule = await records.of(decisionScheduleKind).get(decision);
  const period = periodAt(schedule?.content.periods ?? [], now());
  if (period !== undefined) return period.version;
  if (isBundled(decision)) return BUNDLED;
  throw nothingInForce();
}

export function nothingInForce(): Refusal {
  return new Refusal('nothing-in-force', 'No version of this decision is in force.');
}
