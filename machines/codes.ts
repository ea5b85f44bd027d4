import * as z from 'zod';
import { text } from './define.ts';

/** Codes and ids only: nothing that could be a name, an address or a sentence enters a journal. */
export const code = z
  .string()
  .regex(/^[A-Za-z0-9][\w.:/-]{0,63}$/, 'is not a code of letters, digits and . : / _ -');

/** A code as other systems write it: an article's, a carrier's, a payment's. */
export const externalCode = z
  .string()
  .regex(/^[\w.:/-]{1,64}$/, 'is not a code of letters, digits and . : / _ -');

/** Why something happened, as a code. */
export const reason = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, 'is not a code of lower-case letters, digits and hyphens')
  .meta({ ...text('Why, as a code', '原因代码'), examples: ['no-budget'] });

const id = (of: string) => z.string().regex(/^[\w-]{1,64}$/, `is not the id of ${of}`);

export const customerId = id('a customer').meta(text("The customer's id", '客户编号'));
export const instanceId = id('an instance').meta(text('The id of another instance', '另一实例的编号'));
export const personId = id('a person').meta(text('Who looks after it: the id of a person', '负责人编号'));

/** Somebody's role, to whose inbox a task goes. */
export const role = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'is not a role, such as sales')
  .meta({ examples: ['sales'] });

/** What an event such as `customer.removed` says of the record that it is about. */
export const recordEvent = z.object({
  record: z.string(),
  revision: z.int(),
  changed: z.array(z.string()),
});
