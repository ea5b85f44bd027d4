import * as z from 'zod';
import { field } from '../fields.ts';
import { recordField } from '../record-fields.ts';

/** What the operations on a bulk action's items take. */
export const bulkInputs = {
  listBulkFailures: () => ({ path: z.strictObject({ bulk: field.id }), query: recordField.page }),
};
