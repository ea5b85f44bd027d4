import type { Version } from '../../../adapters/ports/records.ts';
import type { Customer } from '../../../records/kinds/customer.ts';
import { rfc3339 } from '../rfc3339.ts';
import type { CustomerBody } from './outputs.ts';

/** A customer as callers see it. */
export function toCustomer({ id, revision, createdAt, at, content }: Version<Customer>): CustomerBody {
  const { address, consent, fields, personalFields, merged = [], aliases = [] } = content;
  return {
    customer: id,
    name: content.name,
    email: content.email ?? null,
    phone: content.phone ?? null,
    address: address === undefined ? null : { ...address, lines: [...address.lines] },
    language: content.language,
    timeZone: content.timeZone ?? null,
    consent: Object.fromEntries(
      Object.entries(consent).map(([channel, one]) => [channel, { given: one.given, at: rfc3339(one.at) }]),
    ),
    owner: content.owner ?? null,
    team: content.team ?? null,
    account: content.account ?? null,
    position: content.position ?? null,
    tags: [...content.tags],
    fields: { ...fields, ...personalFields } as CustomerBody['fields'],
    merged: [...merged],
    aliases: aliases.map(({ customer, name, email = null, phone = null }) => ({
      ...{ customer, name, email, phone },
    })),
    revision,
    createdAt: rfc3339(createdAt),
    updatedAt: rfc3339(at),
  };
}
