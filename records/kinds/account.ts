import { emailKey } from '../email.ts';
import { type Customized, searchedLookups } from '../fields.ts';
import { nameTokens } from '../names.ts';
import type { Lookup, RecordKind } from '../record-kind.ts';
import type { Address } from './customer.ts';

/** An organisation whose contacts are customers. */
export interface Account extends Customized {
  readonly name: string;
  readonly email?: string;
  /** E.164. */
  readonly phone?: string;
  readonly address?: Address;
  /** Ids of a person and a team. */
  readonly owner?: string;
  readonly team?: string;
  readonly tags: readonly string[];
}

/** Sealed as a customer is: an account may be a person's own firm. */
export const accountKind: RecordKind<Account> = {
  kind: 'account',
  personal: ['name', 'email', 'phone', 'address', 'personalFields'],
  shelves: 4,
  lookups: ({ name, email, phone, tags, ...custom }): readonly Lookup[] => [
    ...nameTokens(name).map((token): Lookup => ['name', token]),
    ...(email === undefined ? [] : [['email', emailKey(email)] as const]),
    ...(phone === undefined ? [] : [['phone', phone] as const]),
    ...tags.map((tag): Lookup => ['tag', tag]),
    ...searchedLookups(custom),
  ],
  places: ({ owner, team }) => ({ ...(owner && { owner }), ...(team && { team }) }),
};
