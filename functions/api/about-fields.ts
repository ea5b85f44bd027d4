import * as z from 'zod';
import { field } from './fields.ts';
import { lazily } from './lazily.ts';

/** What a note, a message or an attachment is about, as requests and answers have it. */
export const aboutField = lazily({
  about: () =>
    z
      .union([
        z.strictObject({ customer: field.id }),
        z.strictObject({ instance: field.id }),
        z.strictObject({ task: field.id }),
      ])
      .meta({ id: 'About', description: 'The customer, the instance or the task that it belongs to.' }),

  filters: () =>
    z.strictObject({
      customer: field.id.optional().meta({ description: 'About this customer, under any of its ids.' }),
      instance: field.id.optional().meta({ description: 'About this instance, its tasks not included.' }),
      task: field.id.optional().meta({ description: 'About this task.' }),
    }),
});

/** What something is about. */
export type About = z.output<typeof aboutField.about>;
