import type { Alias, Consent, Customer } from './kinds/customer.ts';
import type { Taken } from './kinds/merge.ts';

/** Customers that one may have been merged from. */
export const MOST_MERGED = 50;

/**
 * One customer out of two: the survivor's values, the duplicate's where the survivor has none or where `take` says so.
 * Tags are put together. Of consents the newer one holds. Names and addresses of the duplicate stay as an alias.
 */
export function combine(
  survivor: Customer,
  duplicate: Customer,
  duplicateId: string,
  take: readonly Taken[],
): Customer {
  const chosen = <K extends keyof Customer & Taken>(name: K): Pick<Customer, K> | object => {
    const [first, second] = take.includes(name) ? [duplicate, survivor] : [survivor, duplicate];
    const value = first[name] ?? second[name];
    return value === undefined ? {} : { [name]: value };
  };
  const [under, over] = take.includes('fields') ? [survivor, duplicate] : [duplicate, survivor];
  const personalFields = { ...under.personalFields, ...over.personalFields };
  const searchable = [...new Set([...(survivor.searchable ?? []), ...(duplicate.searchable ?? [])])];
  return {
    ...survivor,
    name: take.includes('name') ? duplicate.name : survivor.name,
    ...chosen('email'),
    ...chosen('phone'),
    ...chosen('address'),
    language: take.includes('language') ? duplicate.language : survivor.language,
    ...chosen('timeZone'),
    ...chosen('owner'),
    ...chosen('team'),
    ...chosen('account'),
    ...chosen('position'),
    consent: consents(survivor, duplicate, take.includes('consent')),
    tags: [...new Set([...survivor.tags, ...duplicate.tags])],
    fields: { ...under.fields, ...over.fields },
    ...(Object.keys(personalFields).length > 0 && { personalFields }),
    ...(searchable.length > 0 && { searchable }),
    merged: [...(survivor.merged ?? []), duplicateId, ...(duplicate.merged ?? [])],
    aliases: aliases(survivor, duplicate, duplicateId, take),
  };
}

function consents(
  survivor: Customer,
  duplicate: Customer,
  taken: boolean,
): Readonly<Record<string, Consent>> {
  if (taken) return { ...survivor.consent, ...duplicate.consent };
  const all = { ...survivor.consent };
  for (const [channel, consent] of Object.entries(duplicate.consent)) {
    const own = all[channel];
    if (own === undefined || consent.at > own.at) all[channel] = consent;
  }
  return all;
}

/** Whatever either was called or reached by and the survivor is no longer. */
function aliases(
  survivor: Customer,
  duplicate: Customer,
  duplicateId: string,
  take: readonly Taken[],
): readonly Alias[] {
  const changes = take.some((name) => name === 'name' || name === 'email' || name === 'phone');
  const aliasOf = ({ name, email, phone }: Customer): Alias => ({
    ...{ customer: duplicateId, name },
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  });
  return [
    ...(survivor.aliases ?? []),
    aliasOf(duplicate),
    ...(changes ? [aliasOf(survivor)] : []),
    ...(duplicate.aliases ?? []),
  ];
}
