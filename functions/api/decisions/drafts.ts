import { isDeepStrictEqual } from 'node:util';
import type { Version } from '../../../adapters/ports/records.ts';
import { type DecisionRecord, decisionKind } from '../../../records/kinds/decision.ts';
import type { Answer, Handlers } from '../answer.ts';
import { changeRecord, checkSame } from '../changing.ts';
import { tagOf } from '../customers/handlers.ts';
import type { ApiDeps } from '../deps.ts';
import { invalidBody, Refusal } from '../problem.ts';
import { timesOf } from '../records/times.ts';
import { checkDecision, type Drafted, draftOf, isDrafted, noDecision } from './found.ts';
import type { DraftBody } from './outputs.ts';

/** Paths of this part that an id would hide. */
const RESERVED = ['schema'];

type Operation = 'createDecision' | 'getDecisionDraft' | 'saveDecisionDraft' | 'removeDecisionDraft';

/** Drafts: what people work on. */
export function draftHandlers(deps: ApiDeps): Handlers<Operation> {
  const store = deps.records.of(decisionKind);

  return {
    async createDecision({ body, who, prefix }) {
      const { id } = body.model;
      if (RESERVED.includes(id)) throw invalidBody('/model/id', 'is a name of the API’s own');
      const answer = show(await create(body, who));
      return {
        ...answer,
        status: 201,
        headers: { ...answer.headers, location: `${prefix}/decisions/${id}` },
      };
    },

    async getDecisionDraft({ path }) {
      return show(await draftOf(deps, path.decision));
    },

    async saveDecisionDraft({ path: { decision: id }, body, who, revision }) {
      await checkDecision(deps, id);
      if (body.model.id !== id) throw invalidBody('/model/id', `is not ${id}, the decision of the path`);
      const found = await store.get(id);
      if (found === undefined) {
        if (revision !== undefined) throw noDecision();
        return show(await create(body, who));
      }
      if (revision === undefined && isDrafted(found)) {
        throw new Refusal('revision-required', 'There is a draft: If-Match must say which revision of it.');
      }
      return show(await change(id, body, who, revision ?? found.revision));
    },

    async removeDecisionDraft({ path: { decision: id }, who, revision = 0 }) {
      await checkDecision(deps, id);
      await change(id, {}, who, revision);
      const before = await store.at(id, revision);
      if (before === undefined || !isDrafted(before)) throw noDecision();
      return show(before);
    },
  };

  async function create(content: Drafted['content'], who: Version['who']): Promise<Drafted> {
    const { created, record } = await store.create({ id: content.model.id, content, who, at: deps.now() });
    if (!created) checkRepeated(content, who, record);
    return record as Drafted;
  }

  function change(id: string, content: DecisionRecord, who: Version['who'], revision: number) {
    return changeRecord<DecisionRecord>(
      {
        ...{ who, revision, now: deps.now() },
        read: async () => {
          const found = await store.get(id);
          if (found === undefined) throw noDecision();
          return found;
        },
        ...{ at: (before) => store.at(id, before), change: store.change, mend: () => store.mend(id) },
      },
      () => content,
    ) as Promise<Drafted>;
  }
}

/** A decision that is there already is the same one, by the same caller: the answer to an earlier try was lost. */
function checkRepeated(body: object, who: Version['who'], record: Version): void {
  try {
    checkSame(body, record.content);
    if (isDeepStrictEqual(record.who, who)) return;
  } catch {}
  throw new Refusal('record-exists', 'There is a decision of this id already.');
}

function show(record: Drafted): Answer<DraftBody> & { readonly status: 200 } {
  const { model, why = null } = record.content;
  const body = { decision: record.id, model, why, who: record.who, ...timesOf(record) };
  return { status: 200, body, headers: tagOf(record) };
}
