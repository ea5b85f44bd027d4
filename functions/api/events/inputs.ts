import * as z from 'zod';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';

/** What a change of a record is: nobody else says so. */
const RECORD_EVENT = /^[a-z-]+\.(created|changed|removed)$/;

const eventBody = () =>
  z
    .strictObject({
      type: field.eventType.refine(
        (type) => !type.startsWith('xstate.') && !RECORD_EVENT.test(type),
        'must not be an event of the engine, or of a record',
      ),
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
