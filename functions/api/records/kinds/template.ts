import * as z from 'zod';
import { type TemplateRecord, templateKind } from '../../../../records/kinds/template.ts';
import { bundledLetter, lettered } from '../../../bundled-letters.ts';
import { time } from '../../output-fields.ts';
import { invalidBody } from '../../problem.ts';
import { lines, recordField, recordTimes } from '../../record-fields.ts';
import { rfc3339 } from '../../rfc3339.ts';
import { recordPart } from '../part.ts';
import { timesOf } from '../times.ts';

const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must begin with a small letter and hold small letters, digits and -')
  .meta({
    description:
      'Its id; one that comes with Baton, such as `order-paid`, is replaced once this is published.',
    examples: ['order-paid'],
  });
const about = z
  .enum(['customer', ...lettered])
  .meta({ description: 'What it may print: the fields of a customer, or those of a process as well.' });
const channel = z
  .enum(['mail', 'sms', 'text', 'html'])
  .meta({ description: 'Which parts it has: `mail` a subject, a text and perhaps a page of HTML.' });
const texts = z
  .strictObject({ subject: lines(1000), text: lines(50_000), html: lines(50_000) })
  .partial()
  .meta({ id: 'Texts', description: 'Liquid, by part.', examples: [{ subject: 'Hi', text: 'Hello' }] });
export const textsByLanguage = z
  .strictObject({ en: texts, zh: texts })
  .partial()
  .meta({ id: 'TextsByLanguage' });

/** What is written to people: a draft that may be wrong, and versions that were published and stay. */
export const templatePart = recordPart({
  kind: templateKind,
  create: () =>
    z
      .strictObject({
        ...{ template: id, title: recordField.titles, about, channel },
        draft: textsByLanguage.optional().meta({
          description: 'Where it is absent: the texts of the template of this id that comes with Baton.',
        }),
      })
      .meta({ id: 'TemplateRequest' }),
  change: () =>
    z
      .strictObject({ title: recordField.titles, draft: textsByLanguage })
      .partial()
      .meta({ id: 'TemplateChange', description: 'Each field is replaced as a whole.' }),
  output: z
    .strictObject({
      ...{ template: z.string(), title: recordField.titles, about, channel, draft: textsByLanguage },
      published: z
        .strictObject({ version: z.int(), at: time })
        .nullable()
        .meta({ description: 'The version that is sent; null where none was published.' }),
      ...recordTimes,
    })
    .meta({ id: 'Template' }),
  idOf: ({ template }) => template,
  async begin({ template, draft, ...rest }): Promise<TemplateRecord> {
    const begun = draft ?? (await bundledLetter(template))?.template.languages;
    if (begun === undefined)
      throw invalidBody('/draft', 'is missing: no template of this id comes with Baton');
    return { ...rest, draft: begun, versions: [] };
  },
  alter: (before, { title = before.title, draft = before.draft }) => ({ ...before, title, draft }),
  show(version) {
    const { title, about, channel, draft, published } = version.content;
    return {
      ...{ template: version.id, title, about, channel, draft },
      published: published ? { version: published.version, at: rfc3339(published.at) } : null,
      ...timesOf(version),
    };
  },
});
