import { emailKey } from './email.ts';
import { searchedValues, valueIn } from './fields.ts';
import type { Customer } from './kinds/customer.ts';
import { nameMatches, queryTokens } from './names.ts';
import type { Lookup } from './record-kind.ts';

/** What customers are looked for by; all that is given must hold. Mail and phone as `email.ts` and `phone.ts` tidy them. */
export interface CustomerSearch {
  /** Parts of the name: beginnings of words, Chinese characters. */
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly tag?: string;
  readonly account?: string;
  readonly owner?: string;
  readonly team?: string;
  /** A searchable custom field and its value, as a text. */
  readonly field?: { readonly name: string; readonly value: string };
}

/** Whether a customer is found, also by what those were called that were merged into it. */
export function isFound(search: CustomerSearch, customer: Customer): boolean {
  const { name, email, phone, tag, account, owner, team, field } = search;
  const callings = [customer, ...(customer.aliases ?? [])];
  return (
    (name === undefined || callings.some((one) => nameMatches(one.name, name))) &&
    (email === undefined || callings.some((one) => one.email && emailKey(one.email) === emailKey(email))) &&
    (phone === undefined || callings.some((one) => one.phone === phone)) &&
    (tag === undefined || customer.tags.includes(tag)) &&
    (account === undefined || customer.account === account) &&
    (owner === undefined || customer.owner === owner) &&
    (team === undefined || customer.team === team) &&
    (field === undefined || hasValue(customer, field.name, field.value))
  );
}

/** Lookups that every customer has who is found. */
export function lookupsOfSearch({ name, email, phone, tag, field }: CustomerSearch): readonly Lookup[] {
  return [
    ...(name === undefined ? [] : queryTokens(name).map((token): Lookup => ['name', token])),
    ...(email === undefined ? [] : [['email', emailKey(email)] as const]),
    ...(phone === undefined ? [] : [['phone', phone] as const]),
    ...(tag === undefined ? [] : [['tag', tag] as const]),
    ...(field === undefined
      ? []
      : searchedValues(field.value).map((v): Lookup => [`field.${field.name}`, v])),
  ];
}

function hasValue({ fields, personalFields }: Customer, name: string, wanted: string): boolean {
  const value = valueIn(fields, name) ?? valueIn(personalFields, name);
  const [searched] = searchedValues(wanted);
  return value !== undefined && searchedValues(value).some((one) => one === searched);
}
