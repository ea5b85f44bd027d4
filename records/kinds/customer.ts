import { emailKey } from '../email.ts';
import { type Customized, searchedLookups } from '../fields.ts';
import { nameTokens } from '../names.ts';
import type { Lookup, RecordKind } from '../record-kind.ts';

export interface Address {
  readonly lines: readonly string[];
  readonly postalCode?: string;
  readonly city?: string;
  readonly region?: string;
  /** ISO 3166, two letters. */
  readonly country: string;
}

/** What a customer said about being written to or called on a channel, and when. */
export interface Consent {
  readonly given: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** How a customer that was merged into this one was called and reached. */
export interface Alias {
  readonly customer: string;
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

/** A person or an organisation that processes are about. */
export interface Customer extends Customized {
  readonly name: string;
  readonly email?: string;
  /** E.164. */
  readonly phone?: string;
  readonly address?: Address;
  readonly language: 'en' | 'zh';
  /** IANA, such as `Asia/Shanghai`. */
  readonly timeZone?: string;
  /** By channel. */
  readonly consent: Readonly<Record<string, Consent>>;
  /** Ids of a person, a team and an account. */
  readonly owner?: string;
  readonly team?: string;
  readonly account?: string;
  /** What a contact does in its account. */
  readonly position?: string;
  readonly tags: readonly string[];
  /** Customers that were merged into this one, the first one first. */
  readonly merged?: readonly string[];
  readonly aliases?: readonly Alias[];
}

/** What stands under the id of a customer that was merged into another. */
export interface Redirect {
  readonly mergedInto: string;
}

export type CustomerContent = Customer | Redirect;

export function isRedirect(content: CustomerContent): content is Redirect {
  return 'mergedInto' in content;
}

/** Sealed: whatever says who the customer is, how to reach them, and custom fields that were declared personal. */
export const customerKind: RecordKind<CustomerContent> = {
  kind: 'customer',
  personal: ['name', 'email', 'phone', 'address', 'position', 'personalFields', 'aliases'],
  shelves: 8,
  lookups: (content) => (isRedirect(content) ? [] : lookupsOf(content)),
  places(content) {
    if (isRedirect(content)) return { listed: false };
    const { owner, team, account } = content;
    return {
      ...(owner && { owner }),
      ...(team && { team }),
      ...(account && { parent: `account/${account}` }),
    };
  },
};

function lookupsOf({ aliases = [], tags, ...customer }: Customer): readonly Lookup[] {
  const callings = [customer, ...aliases];
  return [
    ...callings.flatMap(({ name }) => nameTokens(name).map((token): Lookup => ['name', token])),
    ...callings.flatMap(({ email }): Lookup[] => (email ? [['email', emailKey(email)]] : [])),
    ...callings.flatMap(({ phone }): Lookup[] => (phone ? [['phone', phone]] : [])),
    ...tags.map((tag): Lookup => ['tag', tag]),
    ...searchedLookups(customer),
  ];
}
