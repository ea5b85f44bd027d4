import type { Model } from '../../../rules/model.ts';
import type { Answer, Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { draftOf } from './found.ts';
import { notReady } from './not-ready.ts';
import { publishedModel } from './versions.ts';

/** Decisions as files of DMN, for other tools. */
export function dmnHandlers(deps: ApiDeps): Handlers<'writeDecisionDraft' | 'writeDecisionVersion'> {
  return {
    async writeDecisionDraft({ path, query }) {
      return write((await draftOf(deps, path.decision)).content.model, query.edition);
    },

    async writeDecisionVersion({ path: { decision, version }, query }) {
      return write(await publishedModel(deps, decision, version), query.edition);
    },
  };
}

async function write(model: Model, edition: '1.3' | '1.4' | '1.5'): Promise<Answer<string>> {
  const { writeDmn } = await import('../../../rules/dmn/write.ts');
  const body = await writeDmn(model, { edition }).catch(notReady);
  const name = `attachment; filename="${model.id}.dmn"`;
  return { status: 200, body, headers: { 'content-disposition': name } };
}
