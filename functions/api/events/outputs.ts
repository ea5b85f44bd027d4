import * as z from 'zod';

const correlation = z
  .strictObject({
    items: z.array(
      z.strictObject({
        instance: z.string(),
        process: z.string(),
        started: z.boolean().meta({ description: 'Whether a rule of enrolment started it for this event.' }),
        revision: z.int().nullable().meta({ description: 'The revision that the event made.' }),
        problem: z
          .strictObject({ code: z.string(), detail: z.string() })
          .nullable()
          .meta({ description: 'Why the instance refused it, where it did.' }),
      }),
    ),
  })
  .meta({
    id: 'Correlation',
    description: 'The instances that waited for an event, and those that it started.',
  });

/** What the events' operations answer on success. */
export const eventOutputs = { postEvent: correlation } as const;
