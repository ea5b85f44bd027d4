import * as z from 'zod';
import { time } from '../output-fields.ts';
import { templatePart, textsByLanguage } from '../records/kinds/template.ts';

const versions = z
  .strictObject({ items: z.array(z.strictObject({ version: z.int(), at: time })) })
  .meta({ id: 'TemplateVersions' });

const version = z
  .strictObject({ template: z.string(), version: z.int(), at: time, texts: textsByLanguage })
  .meta({ id: 'TemplateVersion' });

const part = z.string().nullable();
const preview = z
  .strictObject({
    language: z.enum(['en', 'zh']),
    timeZone: z.string(),
    ...{ subject: part, text: part, html: part },
  })
  .meta({ id: 'TemplatePreview' });

/** What the operations on templates answer on success. */
export const templateOutputs = {
  publishTemplate: templatePart.output,
  previewTemplate: preview,
  listTemplateVersions: versions,
  getTemplateVersion: version,
} as const;
