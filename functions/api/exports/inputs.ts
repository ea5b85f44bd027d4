import * as z from 'zod';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';

/** What the operations on an export's file take. */
export const exportInputs = {
  removeExport: () => ({ path: z.strictObject({ export: field.id }), query: nothing() }),
  getExportFile: () => ({ path: z.strictObject({ export: field.id, part: field.part }), query: nothing() }),
};
