import * as z from 'zod';
import { field } from '../fields.ts';
import { nothing } from '../nothing.ts';

const customerBody = () =>
  z
    .strictObject({
      name: field.name,
      email: z
        .email()
        .max(254)
        .meta({ description: 'Where mails go; encrypted at rest.', examples: ['john.doe@example.com'] }),
      language: z
        .enum(['en', 'zh'])
        .default('en')
        .meta({ description: 'The language that mails are written in.' }),
    })
    .meta({ id: 'CustomerRequest' });

/** What the customers' operations take. */
export const customerInputs = {
  createCustomer: () => ({ path: nothing(), query: nothing(), body: customerBody() }),
  getCustomer: () => ({ path: z.strictObject({ customer: field.id }), query: nothing() }),
};
