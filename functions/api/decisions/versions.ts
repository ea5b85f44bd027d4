import type { Version } from '../../../adapters/ports/records.ts';
import {
  type DecisionVersion,
  decisionVersionId,
  decisionVersionKind,
} from '../../../records/kinds/decision.ts';
import { decisionScheduleKind } from '../../../records/kinds/decision-schedule.ts';
import type { Model } from '../../../rules/model.ts';
import { BUNDLED, modelOf } from '../../decisions/deciders.ts';
import type { Handlers } from '../answer.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch } from '../problem.ts';
import { rfc3339 } from '../rfc3339.ts';
import { isPublished } from './asked.ts';
import { checkDecision } from './found.ts';
import type { VersionBody } from './outputs.ts';

/** What was published. */
export function versionHandlers(deps: ApiDeps): Handlers<'listDecisionVersions' | 'getDecisionVersion'> {
  const versions = deps.records.of(decisionVersionKind);
  const read = (decision: string, version: number) => versions.at(decisionVersionId(decision, version), 1);

  return {
    async listDecisionVersions({ path: { decision }, query: { limit, cursor } }) {
      await checkDecision(deps, decision);
      const scope = [decisionVersionKind.kind, decision];
      const below = cursor === undefined ? Number.POSITIVE_INFINITY : Number(fromCursor(scope, cursor));
      const schedule = await deps.records.of(decisionScheduleKind).get(decision);
      const numbers = (schedule?.content.published ?? []).filter((version) => version < below).reverse();
      const page = numbers.slice(0, limit);
      const found = await Promise.all(page.map((version) => read(decision, version)));
      const onward = numbers.length > limit ? toCursor(scope, String(page.at(-1))) : null;
      const items = found.filter((version) => version !== undefined).map(toSummary);
      return { status: 200, body: { items, cursor: onward } };
    },

    async getDecisionVersion({ path: { decision, version } }) {
      const model = await publishedModel(deps, decision, version);
      const published = version === BUNDLED ? undefined : await read(decision, version);
      const body = { decision, version, model, published: published ? toSummary(published) : null };
      return { status: 200, body };
    },
  };
}

/** What was published under a number, or came with Baton. Throws a `Refusal` where there is none. */
export async function publishedModel(deps: ApiDeps, decision: string, version: number): Promise<Model> {
  await checkDecision(deps, decision);
  const model = (await isPublished(deps, decision, version))
    ? await modelOf(() => deps.records, decision, version)
    : undefined;
  if (model === undefined) throw noSuch('revision-not-found', 'version');
  return model;
}

function toSummary({ content, who, at }: Version<DecisionVersion>): VersionBody {
  const { model: _, ...summary } = content;
  return { ...summary, who, at: rfc3339(at) };
}
