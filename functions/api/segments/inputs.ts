import * as z from 'zod';
import { field } from '../fields.ts';
import { recordField } from '../record-fields.ts';

/** What the operations on a segment's customers take. */
export const segmentInputs = {
  listSegmentCustomers: () => ({ path: z.strictObject({ segment: field.id }), query: recordField.page }),
};
