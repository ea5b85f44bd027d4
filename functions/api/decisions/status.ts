import type { Version } from '../../../adapters/ports/records.ts';
import {
  type DecisionCheck,
  decisionCheckKind,
  decisionKind,
  decisionVersionId,
  decisionVersionKind,
} from '../../../records/kinds/decision.ts';
import {
  type DecisionSchedule,
  decisionScheduleKind,
  type Period,
  periodAt,
} from '../../../records/kinds/decision-schedule.ts';
import { BUNDLED, isBundled, modelOf } from '../../decisions/deciders.ts';
import type { ApiDeps } from '../deps.ts';
import { rfc3339 } from '../rfc3339.ts';
import { isDrafted } from './found.ts';
import type { DecisionBody, PeriodBody } from './outputs.ts';

type State = DecisionBody['state'];

/** How far a decision is: its draft, what is in force, and what is planned. */
export async function statusOf(
  deps: Pick<ApiDeps, 'records' | 'now'>,
  decision: string,
): Promise<DecisionBody> {
  const { records } = deps;
  const [record, found, schedule] = await Promise.all([
    records.of(decisionKind).get(decision),
    records.of(decisionCheckKind).get(decision),
    records.of(decisionScheduleKind).get(decision),
  ]);
  const now = deps.now();
  const { periods = [], published = [] } = schedule?.content ?? {};
  const begun = periodAt(periods, now);
  const current = begun ?? (isBundled(decision) ? { from: null, version: BUNDLED } : undefined);
  const draft = record !== undefined && isDrafted(record) ? record : undefined;
  const check = found?.content.draft === draft?.revision ? found?.content : undefined;
  const newest = published.at(-1);
  const [last, shown] = await Promise.all([
    newest === undefined
      ? undefined
      : records.of(decisionVersionKind).at(decisionVersionId(decision, newest), 1),
    current && draft === undefined ? modelOf(() => records, decision, current.version) : undefined,
  ]);
  const isPublished = draft === undefined || last?.content.draft === draft.revision;
  return {
    decision,
    title: draft?.content.model.title ?? shown?.title ?? null,
    state: isPublished ? stateAfter(schedule?.content, current !== undefined) : stateBefore(check),
    draft: draft === undefined ? null : toDraft(draft, check),
    inForce: current === undefined ? null : toPeriod(current),
    planned: periods.filter(({ from }) => from > now).map(toPeriod),
    versions: published.length,
    bundled: isBundled(decision),
  };
}

/** What became of what was published. */
function stateAfter(schedule: DecisionSchedule | undefined, isInForce: boolean): State {
  if (schedule?.act.kind === 'rolled-back') return 'rolled-back';
  return isInForce || schedule !== undefined ? 'published' : 'none';
}

/** How far a draft is that was not published. */
function stateBefore(check: DecisionCheck | undefined): State {
  if (check?.proof === undefined || check.proof.errors > 0) return 'draft';
  const { cases } = check;
  return cases === undefined || cases.passed < cases.total ? 'validated' : 'tested';
}

function toDraft({ revision, at }: Version, check: DecisionCheck | undefined): DecisionBody['draft'] {
  const { proof = null, cases = null } = check ?? {};
  return { revision, updatedAt: rfc3339(at), proof, cases };
}

/** A period as every answer tells it. */
export function toPeriod(period: Omit<Period, 'from'> & { readonly from: number | null }): PeriodBody {
  const { from, version, challenger = null, shadow = null } = period;
  return { from: from === null ? null : rfc3339(from), version, challenger, shadow };
}
