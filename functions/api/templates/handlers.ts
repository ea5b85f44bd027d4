import { isDeepStrictEqual } from 'node:util';
import type { Version } from '../../../adapters/ports/records.ts';
import { type Published, type TemplateRecord, templateKind } from '../../../records/kinds/template.ts';
import type { Language } from '../../../templates/filters.ts';
import type { Template, TemplateIssue } from '../../../templates/template.ts';
import { sendable } from '../../templates.ts';
import type { Handlers } from '../answer.ts';
import { changeRecord } from '../changing.ts';
import { tagOf } from '../customers/handlers.ts';
import type { ApiDeps } from '../deps.ts';
import { invalidBody, noSuch, Refusal } from '../problem.ts';
import { rfc3339 } from '../rfc3339.ts';
import type { templateRoutes } from './routes.ts';

/** Publishing templates, trying them, and reading what was published. */
export function templateHandlers(deps: ApiDeps): Handlers<(typeof templateRoutes)[number]['operationId']> {
  const store = deps.records.of(templateKind);

  async function found(id: string): Promise<Version<TemplateRecord>> {
    const template = await store.get(id);
    if (template === undefined) throw noSuch('record-not-found', 'template');
    return template;
  }

  /** A version as it was published. Throws a `Refusal` where there is none. */
  async function published(id: string, version: number): Promise<Published> {
    const { versions } = (await found(id)).content;
    const place = versions.find((one) => one.version === version);
    const then = place && (await store.at(id, place.revision));
    if (then?.content.published === undefined) throw noSuch('revision-not-found', 'version');
    return then.content.published;
  }

  async function ready(record: TemplateRecord, languages: Template['languages'], only?: Language) {
    const template = { channel: record.channel, languages };
    const made = await sendable(record.about, template, deps.declared, only && [only]);
    if ('issues' in made) throw notValid(made.issues);
    return made;
  }

  return {
    async publishTemplate({ path: { template: id }, who, revision = 0 }) {
      const version = await changeRecord(
        {
          ...{ who, revision, now: deps.now(), read: () => found(id) },
          ...{ at: (before) => store.at(id, before), change: store.change, mend: () => store.mend(id) },
        },
        async ({ content, revision: before }, at) => {
          if (isDeepStrictEqual(content.published?.languages, content.draft)) return content;
          await ready(content, content.draft);
          const next = (content.published?.version ?? 0) + 1;
          return {
            ...content,
            published: { version: next, at, languages: content.draft },
            versions: [...content.versions, { version: next, at, revision: before + 1 }],
          };
        },
      );
      const { templatePart } = await import('../records/kinds/template.ts');
      return { status: 200, body: templatePart.show(version) as never, headers: tagOf(version) };
    },

    async previewTemplate({ path: { template: id }, body: { customer, language, version, data } }) {
      const { content } = await found(id);
      const languages = version === undefined ? content.draft : (await published(id, version)).languages;
      const person = customer === undefined ? undefined : (await deps.customers.get(customer))?.content;
      if (customer !== undefined && person === undefined) throw invalidBody('/customer', 'names no customer');
      const reader = {
        language: language ?? person?.language ?? 'en',
        timeZone: person?.timeZone ?? 'UTC',
      } as const;
      const template = await ready(content, languages, reader.language);
      const {
        subject = null,
        text = null,
        html = null,
      } = await bounded(() => template.render({ ...data, customer: person }, reader));
      return { status: 200, body: { ...reader, subject, text, html } };
    },

    async listTemplateVersions({ path: { template: id } }) {
      const { versions } = (await found(id)).content;
      const items = versions.map(({ version, at }) => ({ version, at: rfc3339(at) })).reverse();
      return { status: 200, body: { items } };
    },

    async getTemplateVersion({ path: { template: id, version } }) {
      const { at, languages } = await published(id, version);
      return { status: 200, body: { template: id, version, at: rfc3339(at), texts: languages as never } };
    },
  };
}

/** A 422 that says where each mistake is. */
function notValid(mistakes: readonly TemplateIssue[]): Refusal {
  const [first] = mistakes;
  const where = first && `${first.language}, ${first.part}, line ${first.line}, column ${first.column}`;
  return new Refusal('template-not-valid', `The template cannot be sent (${where}): ${first?.message}.`, {
    members: { mistakes: mistakes.slice(0, 50) },
  });
}

/** Throws a `Refusal` where more would be printed than a text may hold. */
async function bounded<T>(render: () => T): Promise<T> {
  const { TooLong } = await import('../../../templates/compile.ts');
  try {
    return render();
  } catch (error) {
    if (error instanceof TooLong) throw invalidBody('/data', 'makes the text too long');
    throw error;
  }
}
