import * as z from 'zod';
import { next } from '../output-fields.ts';

const failure = z
  .strictObject({
    item: z
      .string()
      .meta({ description: 'The id of the instance, or of the customer where one was started.' }),
    code: z.string().meta({ description: 'As the `code` of a problem.', examples: ['event-not-accepted'] }),
  })
  .meta({ id: 'BulkFailure' });

/** What the operations on a bulk action's items answer on success. */
export const bulkOutputs = {
  listBulkFailures: z.strictObject({ items: z.array(failure), cursor: next }).meta({ id: 'BulkFailurePage' }),
} as const;
