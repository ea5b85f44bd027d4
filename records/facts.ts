import { type FieldDeclaration, type FieldType, valueIn } from './fields.ts';
import type { Customer } from './kinds/customer.ts';

/** A value that a filter compares. Moments are RFC 3339 in UTC. */
export type Fact = string | number | boolean;

/** What a filter knows of a customer. */
export interface Facts {
  readonly customer: Customer;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Epoch milliseconds of the newest thing on the timeline; only asked for where `asksForActivity`. */
  readonly lastActivityAt?: number | undefined;
}

type Sort = FieldType | 'moment' | 'list';

interface Known {
  readonly sort: Sort;
  /** True where the value is sealed: a filter that asks for it opens every record that it looks at. */
  readonly personal?: true;
  readonly of: (facts: Facts) => Fact | readonly string[] | undefined;
}

const moment = (of: (facts: Facts) => number | undefined): Known => ({
  sort: 'moment',
  of: (facts) => {
    const at = of(facts);
    return at === undefined ? undefined : new Date(at).toISOString();
  },
});
const text = (of: (customer: Customer) => string | undefined): Known => ({
  sort: 'text',
  of: ({ customer }) => of(customer),
});
const sealed = (of: (customer: Customer) => string | undefined): Known => ({ ...text(of), personal: true });

/** The fields of a customer that filters can ask for, beside the custom ones. */
const KNOWN: Readonly<Record<string, Known>> = {
  name: sealed(({ name }) => name),
  email: sealed(({ email }) => email),
  phone: sealed(({ phone }) => phone),
  'address.country': sealed(({ address }) => address?.country),
  'address.region': sealed(({ address }) => address?.region),
  'address.city': sealed(({ address }) => address?.city),
  'address.postalCode': sealed(({ address }) => address?.postalCode),
  language: text(({ language }) => language),
  timeZone: text(({ timeZone }) => timeZone),
  owner: text(({ owner }) => owner),
  team: text(({ team }) => team),
  account: text(({ account }) => account),
  tags: { sort: 'list', of: ({ customer }) => customer.tags },
  createdAt: moment(({ createdAt }) => createdAt),
  updatedAt: moment(({ updatedAt }) => updatedAt),
  lastActivityAt: moment(({ lastActivityAt }) => lastActivityAt),
};

const CONSENT = 'consent.';
const CUSTOM = 'fields.';

function knownOf(name: string): Known | undefined {
  if (Object.hasOwn(KNOWN, name)) return KNOWN[name];
  if (!name.startsWith(CONSENT)) return undefined;
  const channel = name.slice(CONSENT.length);
  return {
    sort: 'boolean',
    of: ({ customer: { consent } }) =>
      Object.hasOwn(consent, channel) ? consent[channel]?.given : undefined,
  };
}

/** The value of a field; undefined where the customer has none. */
export function factOf(facts: Facts, name: string): Fact | readonly string[] | undefined {
  if (!name.startsWith(CUSTOM)) return knownOf(name)?.of(facts);
  const { fields, personalFields } = facts.customer;
  const custom = name.slice(CUSTOM.length);
  return valueIn(fields, custom) ?? valueIn(personalFields, custom);
}

/** What sort of value a field has; undefined where there is no such field. */
export function sortOf(name: string, declared: ReadonlyMap<string, FieldDeclaration>): Sort | undefined {
  return name.startsWith(CUSTOM) ? declared.get(name.slice(CUSTOM.length))?.type : knownOf(name)?.sort;
}

/** The custom field that a filter's field names; undefined for one of the customer's own. */
export function customName(name: string): string | undefined {
  return name.startsWith(CUSTOM) ? name.slice(CUSTOM.length) : undefined;
}

/** Whether a value can only be compared once the record's sealed part is open. Custom fields may be. */
export function isSealed(name: string): boolean {
  return name.startsWith(CUSTOM) || knownOf(name)?.personal === true;
}
