import type { Version } from '../../../adapters/ports/records.ts';
import { derivedId } from '../../../engine/ids.ts';
import { type DecisionCase, decisionCaseKind, decisionPlace } from '../../../records/kinds/decision.ts';
import type { FailedCase } from '../../decisions/check.ts';
import type { Answer, Handlers } from '../answer.ts';
import { changeRecord, checkSame } from '../changing.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import { tagOf } from '../customers/handlers.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch, revisionMismatch } from '../problem.ts';
import { timesOf } from '../records/times.ts';
import { type Asked, createAsked } from './asked.ts';
import { checkDecision } from './found.ts';
import type { CaseBody, CasesRunBody } from './outputs.ts';
import { keepCheck } from './proof.ts';
import { runSaved } from './saved-cases.ts';

const MOST_FAILED = 50;

type Operation =
  | 'createDecisionCase'
  | 'listDecisionCases'
  | 'getDecisionCase'
  | 'changeDecisionCase'
  | 'removeDecisionCase'
  | 'runDecisionCases';

/** Saved cases, and how a decision does on them. */
export function caseHandlers(deps: ApiDeps): Handlers<Operation> {
  const store = deps.records.of(decisionCaseKind);
  const asked = createAsked(deps);

  async function found(decision: string, id: string): Promise<Version<DecisionCase>> {
    const saved = await store.get(id);
    if (saved === undefined || saved.content.decision !== decision) throw noSuch('record-not-found', 'case');
    return saved;
  }

  return {
    async createDecisionCase({ path: { decision }, body, key, who, prefix }) {
      await checkDecision(deps, decision);
      const id = key === undefined ? deps.newId() : derivedId(who, decisionCaseKind.kind, decision, key);
      const content = contentOf(decision, body);
      const { created, record } = await store.create({ id, content, who, at: deps.now() });
      if (!created) checkSame(content, record.content);
      const location = `${prefix}/decisions/${decision}/cases/${id}`;
      return { status: 201, body: toCase(record), headers: { ...tagOf(record), location } };
    },

    async listDecisionCases({ path: { decision }, query: { limit, cursor } }) {
      await checkDecision(deps, decision);
      const scope = [decisionCaseKind.kind, decision];
      const page = await store.page({
        ...{ name: 'DecisionCases', within: [[{ parent: decisionPlace(decision) }]], limit },
        cursor: cursor === undefined ? undefined : fromCursor(scope, cursor),
      });
      const onward = page.cursor === undefined ? null : toCursor(scope, page.cursor);
      return { status: 200, body: { items: page.items.map(toCase), cursor: onward } };
    },

    async getDecisionCase({ path }) {
      return show(await found(path.decision, path.case));
    },

    async changeDecisionCase({ path: { decision, case: id }, body, who, revision = 0 }) {
      const saved = await changeRecord(
        {
          ...{ who, revision, now: deps.now(), read: () => found(decision, id) },
          ...{ at: (before) => store.at(id, before), change: store.change, mend: () => store.mend(id) },
        },
        () => contentOf(decision, body),
      );
      return show(saved);
    },

    async removeDecisionCase({ path: { decision, case: id }, who, revision = 0 }) {
      for (;;) {
        const before = await found(decision, id);
        if (before.revision !== revision) throw revisionMismatch(revision, before.revision);
        const gone = { content: before.content, who, at: deps.now(), removed: true } as const;
        if ((await store.change(before, gone)) !== undefined) return show(before);
      }
    },

    async runDecisionCases({ path: { decision }, body, who }) {
      await checkDecision(deps, decision);
      const one = await asked(decision, body?.version ?? 'draft');
      const { failed, ...figures } = await runSaved(deps, decision, one.decider);
      if (one.draft !== undefined) await keepCheck(deps, one.draft, { cases: figures }, who);
      return { status: 200, body: { ...whichOf(decision, one), ...figures, failed: shown(failed) } };
    },
  };
}

function whichOf(decision: string, { version, draft }: Asked) {
  return { decision, version: version ?? null, draft: draft?.revision ?? null };
}

/** The first of them, as answers tell them. */
export function shown(failed: readonly FailedCase[]): CasesRunBody['failed'] {
  return failed.slice(0, MOST_FAILED).map(({ saved: { id, content }, outcome }) => ({
    ...{ case: id, title: content.title, inputs: content.inputs, expected: content.expected },
    ...(outcome as Pick<CasesRunBody['failed'][number], 'output' | 'hits' | 'faults'>),
  }));
}

function contentOf(
  decision: string,
  { title, inputs, expected }: Omit<DecisionCase, 'decision'>,
): DecisionCase {
  return { decision, title, inputs, expected };
}

function show(saved: Version<DecisionCase>): Answer<CaseBody> {
  return { status: 200, body: toCase(saved), headers: tagOf(saved) };
}

function toCase(saved: Version<DecisionCase>): CaseBody {
  return { case: saved.id, ...saved.content, ...timesOf(saved) };
}
