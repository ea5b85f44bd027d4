import * as z from 'zod';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';
import { recordField } from '../record-fields.ts';

const template = () => z.strictObject({ template: field.id });

const preview = () =>
  z
    .strictObject({
      customer: field.id.meta({ description: 'Whose fields are printed.' }),
      language: recordField.language.meta({ description: 'The customer’s where it is absent.' }),
      version: z.int().min(1).max(1e9).meta({ description: 'The draft where it is absent.' }),
      data: z
        .record(z.string(), z.unknown())
        .meta({ description: 'Other fields.', examples: [{ order: { number: 'ORD-1' } }] }),
    })
    .partial()
    .meta({ id: 'TemplatePreviewRequest' });

/** What the operations on templates take, beside those of every record. */
export const templateInputs = {
  publishTemplate: () => ({ path: template(), query: nothing(), body: nothing().optional() }),
  previewTemplate: () => ({ path: template(), query: nothing(), body: preview() }),
  listTemplateVersions: () => ({ path: template(), query: nothing() }),
  getTemplateVersion: () => ({
    path: z.strictObject({ template: field.id, version: field.revision }),
    query: nothing(),
  }),
};
