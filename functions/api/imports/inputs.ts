import * as z from 'zod';
import { MOST_FILE_BYTES } from '../attachments/routes.ts';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';
import { recordField } from '../record-fields.ts';

const part = () =>
  z
    .strictObject({
      data: z
        .base64('must be base64')
        .min(1)
        .max((MOST_FILE_BYTES / 3) * 4 + 4)
        .optional()
        .meta({ description: 'The bytes as base64.' }),
      text: z
        .string()
        .min(1)
        .max(MOST_FILE_BYTES)
        .optional()
        .meta({ description: 'Or the text, which is taken as UTF-8.' }),
    })
    .refine(
      ({ data, text }) => (data === undefined) !== (text === undefined),
      'must hold either data or text',
    )
    .meta({ id: 'FilePartRequest' });

const onePart = () => z.strictObject({ import: field.id, part: field.part });

/** What the operations on an import's file and report take. */
export const importInputs = {
  putImportPart: () => ({ path: onePart(), query: nothing(), body: part() }),
  readImportReport: () => ({
    path: z.strictObject({ import: field.id }),
    query: recordField.page.extend({
      outcome: z
        .enum(['created', 'updated', 'duplicate', 'ambiguous', 'invalid'])
        .optional()
        .meta({ description: 'Only rows of which this became.' }),
    }),
  }),
  removeImport: () => ({ path: z.strictObject({ import: field.id }), query: nothing() }),
  getImportReportFile: () => ({ path: onePart(), query: nothing() }),
};
