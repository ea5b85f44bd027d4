import * as z from 'zod';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';

const eventBody = () =>
  z
    .strictObject({
      type: field.eventType,
      key: field.key.optional(),
      customer: field.id.optional().meta({ description: 'The id of a customer.' }),
      process: field.process.optional().meta({ description: 'Only instances of this process.' }),
      payload: z
        .looseObject({})
        .default({})
        .meta({ description: "What the event's schema asks for beside `type`." }),
    })
    .refine(({ key, customer }) => (key === undefined) !== (customer === undefined), {
      error: 'must have either key or customer',
      path: ['key'],
    });

/** What the events' operations take. */
export const eventInputs = {
  postEvent: () => ({ path: nothing(), query: nothing(), body: eventBody() }),
};
