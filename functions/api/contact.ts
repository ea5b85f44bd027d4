import { tidyEmail } from '../../records/email.ts';
import type { Address } from '../../records/kinds/customer.ts';
import { invalidBody } from './problem.ts';

interface Contact {
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

/**
 * Mail and phone of a request in the one form that they are kept in; what is absent or null stays so. Throws a `Refusal`
 * for a phone number that is none, in the country of the address where it does not name its own.
 */
export async function tidyContact(
  { email, phone }: Contact,
  address: Address | null | undefined,
): Promise<Contact> {
  return {
    ...(email !== undefined && { email: email === null ? null : tidyEmail(email) }),
    ...(phone !== undefined && { phone: phone === null ? null : await tidyNumber(phone, address?.country) }),
  };
}

let plans: Promise<typeof import('../../records/phone.ts')> | undefined;

/** One phone number as E.164. Throws a `Refusal` that blames the field `phone`. */
export async function tidyNumber(phone: string, country?: string): Promise<string> {
  // The plans of all countries are large, and most requests need none.
  plans ??= import('../../records/phone.ts');
  const number = (await plans).tidyPhone(phone, country);
  if (number === undefined)
    throw invalidBody('/phone', 'must be a phone number, with the code of its country');
  return number;
}
