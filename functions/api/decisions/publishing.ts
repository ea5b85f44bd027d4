import type { Version } from '../../../adapters/ports/records.ts';
import { decisionVersionKind } from '../../../records/kinds/decision.ts';
import { figuresOf, proofOf } from '../../decisions/proof.ts';
import { writeVersion } from '../../decisions/version-writing.ts';
import type { Handlers } from '../answer.ts';
import type { Call } from '../call.ts';
import type { ApiDeps } from '../deps.ts';
import { invalidBody, Refusal, revisionMismatch } from '../problem.ts';
import { act, fromOf, inForceAt } from './acting.ts';
import { isPublished } from './asked.ts';
import { shown } from './cases.ts';
import { checkDecision, type Drafted, draftOf } from './found.ts';
import { keepCheck } from './proof.ts';
import { runSaved } from './saved-cases.ts';
import { statusOf } from './status.ts';

type Body = Call<'publishDecision'>['body'];

/** Publishing: a draft becomes a version that never changes, and counts from a moment on. */
export function publishingHandlers(
  deps: ApiDeps,
): Handlers<'publishDecision' | 'rollBackDecision' | 'challengeDecision'> {
  const versions = deps.records.of(decisionVersionKind);

  /** What was found of the draft, where nothing hinders its publication; else a `Refusal` that says what does. */
  async function checked(draft: Drafted, { acknowledge }: Body, who: Version['who']) {
    const { decider, findings, ...proved } = await proofOf(draft.content.model);
    const proof = figuresOf(proved);
    await keepCheck(deps, draft, { proof }, who);
    if (decider === undefined || proof.errors > 0) {
      throw hindered('proof-failed', `Errors that the proof found: ${proof.errors}.`, {
        findings: findings.slice(0, 100),
      });
    }
    if (proof.warnings > 0 && !acknowledge) {
      throw hindered('warnings-open', `Warnings of the proof that nobody acknowledged: ${proof.warnings}.`, {
        findings: findings.slice(0, 100),
      });
    }
    const { failed, ...cases } = await runSaved(deps, draft.id, decider);
    await keepCheck(deps, draft, { cases }, who);
    if (failed.length > 0) {
      const detail = `${failed.length} of ${cases.total} saved cases come out otherwise.`;
      throw hindered('cases-failed', detail, { failed: shown(failed) });
    }
    return { proof, cases };
  }

  return {
    async publishDecision({ path: { decision }, body, who, key, revision = 0 }) {
      await checkDecision(deps, decision);
      const request = [revision, body];
      await act(deps, { decision, kind: 'published', who, key, request }, async (before, at) => {
        const draft = await draftOf(deps, decision);
        if (draft.revision !== revision) throw revisionMismatch(revision, draft.revision);
        const { periods = [], published = [] } = before ?? {};
        const { why, share, shadow } = body;
        const from = fromOf(periods, at, body.from);
        const isBeside = share !== undefined || shadow !== undefined;
        const beside = isBeside ? inForceAt(decision, periods, from) : undefined;
        const found = await checked(draft, body, who);
        const content = { decision, model: draft.content.model, draft: revision, why, ...found };
        const version = await writeVersion(versions, (published.at(-1) ?? 0) + 1, content, { who, at });
        if (beside === undefined) return { period: { from, version }, why };
        const { challenger, shadow: shadowed } = beside;
        return {
          period: {
            ...{ from, version: beside.version },
            ...(share === undefined ? challenger && { challenger } : { challenger: { version, share } }),
            ...(shadow === undefined ? shadowed !== undefined && { shadow: shadowed } : { shadow: version }),
          },
          why,
        };
      });
      return { status: 200, body: await statusOf(deps, decision) };
    },

    async rollBackDecision({ path: { decision }, body, who, key }) {
      const { to, why } = body;
      await checkDecision(deps, decision);
      if (!(await isPublished(deps, decision, to))) throw invalidBody('/to', 'names no published version');
      await act(deps, { decision, kind: 'rolled-back', who, key, request: body }, (before, at) => ({
        period: { from: fromOf(before?.periods ?? [], at, body.from), version: to },
        why,
      }));
      return { status: 200, body: await statusOf(deps, decision) };
    },

    async challengeDecision({ path: { decision }, body, who, key }) {
      const { challenger, shadow, why } = body;
      await checkDecision(deps, decision);
      for (const [path, version] of [
        ['/challenger/version', challenger?.version],
        ['/shadow', shadow],
      ] as const) {
        if (version === undefined || (await isPublished(deps, decision, version))) continue;
        throw invalidBody(path, 'names no published version');
      }
      await act(deps, { decision, kind: 'challenged', who, key, request: body }, (before, at) => {
        const periods = before?.periods ?? [];
        const from = fromOf(periods, at, body.from);
        const { version } = inForceAt(decision, periods, from);
        const beside = { ...(challenger && { challenger }), ...(shadow !== undefined && { shadow }) };
        return { period: { from, version, ...beside }, why };
      });
      return { status: 200, body: await statusOf(deps, decision) };
    },
  };
}

/** A 422 that says what hinders a publication. */
function hindered(
  code: 'proof-failed' | 'warnings-open' | 'cases-failed',
  detail: string,
  members: Readonly<Record<string, unknown>>,
): Refusal {
  return new Refusal(code, detail, { members });
}
