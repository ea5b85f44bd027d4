import * as z from 'zod';

export const problemDocument = z
  .looseObject({
    type: z.string().meta({ description: 'Stable: `urn:baton:problem:` and the code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    instance: z.string().optional().meta({ description: 'The instance that it is about, as a path.' }),
    incident: z.string().optional().meta({ description: "Its name in the operator's log." }),
    issues: z
      .array(
        z.strictObject({
          in: z.enum(['body', 'query', 'path', 'header']),
          path: z.string().meta({ description: 'JSON Pointer to the field; empty for the whole.' }),
          message: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'What is wrong, field by field.' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457.' });
