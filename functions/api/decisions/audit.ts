import type { Version } from '../../../adapters/ports/records.ts';
import { type DecisionRecord, decisionKind } from '../../../records/kinds/decision.ts';
import { type DecisionSchedule, decisionScheduleKind } from '../../../records/kinds/decision-schedule.ts';
import type { Handlers } from '../answer.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { rfc3339 } from '../rfc3339.ts';
import { checkDecision, isDrafted } from './found.ts';
import type { ActBody } from './outputs.ts';
import { toPeriod } from './status.ts';

/** Who did what, when and why: every revision of the draft, and of what is in force, is one deed of somebody. */
export function auditHandlers(deps: ApiDeps): Handlers<'readDecisionAudit'> {
  const drafts = deps.records.of(decisionKind);
  const schedules = deps.records.of(decisionScheduleKind);

  return {
    async readDecisionAudit({ path: { decision }, query: { limit, cursor } }) {
      await checkDecision(deps, decision);
      const scope = ['decision-audit', decision];
      const [draft, schedule] = await startOf(
        decision,
        cursor === undefined ? undefined : fromCursor(scope, cursor),
      );
      const [saved, acted] = await Promise.all([
        Promise.all(down(draft, limit).map((revision) => drafts.at(decision, revision))),
        Promise.all(down(schedule, limit).map((revision) => schedules.at(decision, revision))),
      ]);
      // Of one moment, what was put in force comes after the draft that it is of.
      const deeds = [...acted, ...saved]
        .filter((version) => version !== undefined)
        .sort((one, other) => other.at - one.at)
        .slice(0, limit);
      const drawn = deeds.filter(({ kind }) => kind === decisionKind.kind).length;
      const left = [draft - drawn, schedule - (deeds.length - drawn)] as const;
      const onward = left[0] > 0 || left[1] > 0 ? toCursor(scope, left.join(' ')) : null;
      return { status: 200, body: { items: deeds.map(toAct), cursor: onward } };
    },
  };

  /** The newest revisions of both that are still to be told. */
  async function startOf(decision: string, cursor?: string): Promise<readonly [number, number]> {
    if (cursor !== undefined) {
      const [draft = 0, schedule = 0] = cursor.split(' ').map(Number);
      return [draft, schedule];
    }
    const [draft, schedule] = await Promise.all([drafts.glance(decision), schedules.glance(decision)]);
    return [draft?.revision ?? 0, schedule?.revision ?? 0];
  }
}

/** So many revisions, the newest first. */
function down(from: number, most: number): readonly number[] {
  return Array.from({ length: Math.min(from, most) }, (_, back) => from - back);
}

function toAct(version: Version<DecisionRecord> | Version<DecisionSchedule>): ActBody {
  const { who, at, revision } = version;
  const told = { who, at: rfc3339(at) };
  if (isSchedule(version)) {
    const { kind: act, period, why } = version.content.act;
    return { act, ...told, why, draft: null, period: toPeriod(period) };
  }
  const act = isDrafted(version) ? 'draft-saved' : 'draft-removed';
  return { act, ...told, why: version.content.why ?? null, draft: revision, period: null };
}

function isSchedule(version: Version): version is Version<DecisionSchedule> {
  return version.kind === decisionScheduleKind.kind;
}
