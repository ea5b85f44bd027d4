import { isDeepStrictEqual } from 'node:util';
import type { Version } from '../../../adapters/ports/records.ts';
import { type DecisionCheck, decisionCheckKind } from '../../../records/kinds/decision.ts';
import { figuresOf, type Proved, proofOf } from '../../decisions/proof.ts';
import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { type Drafted, draftOf } from './found.ts';
import type { ProofBody } from './outputs.ts';

const MOST_FINDINGS = 100;

/** Proofs of drafts. */
export function proofHandlers(deps: ApiDeps): Handlers<'proveDecisionDraft' | 'getDecisionProof'> {
  return {
    async proveDecisionDraft({ path, who }) {
      const draft = await draftOf(deps, path.decision);
      const proved = await proofOf(draft.content.model);
      await keepCheck(deps, draft, { proof: figuresOf(proved) }, who);
      return { status: 200, body: show(draft, proved) };
    },

    async getDecisionProof({ path }) {
      const draft = await draftOf(deps, path.decision);
      return { status: 200, body: show(draft, await proofOf(draft.content.model)) };
    },
  };
}

/** Keeps what was found of a revision of a draft, beside what else was found of it. */
export async function keepCheck(
  { records, now }: Pick<ApiDeps, 'records' | 'now'>,
  draft: Drafted,
  found: Omit<DecisionCheck, 'draft'>,
  who: Version['who'],
): Promise<void> {
  const store = records.of(decisionCheckKind);
  for (;;) {
    const before = await store.get(draft.id);
    // What was found of a later revision is not overwritten.
    if (before !== undefined && before.content.draft > draft.revision) return;
    const known = before?.content.draft === draft.revision ? before.content : { draft: draft.revision };
    const content = { ...known, ...found };
    if (before !== undefined && isDeepStrictEqual(before.content, content)) return;
    const written =
      before === undefined
        ? (await store.create({ id: draft.id, content, who, at: now() })).created
        : (await store.change(before, { content, who, at: now() })) !== undefined;
    if (written) return;
  }
}

function show({ id, revision }: Drafted, proved: Proved): ProofBody {
  const findings = proved.findings.slice(0, MOST_FINDINGS) as ProofBody['findings'];
  return { decision: id, draft: revision, ...figuresOf(proved), findings };
}
