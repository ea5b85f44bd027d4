import { valueIn, valueToText } from '../records/fields.ts';
import type { Customer } from '../records/kinds/customer.ts';
import { listCell } from './list-cell.ts';

/** A customer, as a row of a file has one. */
export interface CustomerRow {
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly content: Customer;
}

/** What a column shows of a customer; nothing where there is nothing. */
type Show = (row: CustomerRow) => string | undefined;

const OWN: Readonly<Record<string, Show>> = {
  customer: ({ id }) => id,
  name: ({ content }) => content.name,
  email: ({ content }) => content.email,
  phone: ({ content }) => content.phone,
  'address.lines': ({ content }) => content.address?.lines.join('\n'),
  'address.city': ({ content }) => content.address?.city,
  'address.region': ({ content }) => content.address?.region,
  'address.postalCode': ({ content }) => content.address?.postalCode,
  'address.country': ({ content }) => content.address?.country,
  language: ({ content }) => content.language,
  timeZone: ({ content }) => content.timeZone,
  owner: ({ content }) => content.owner,
  team: ({ content }) => content.team,
  account: ({ content }) => content.account,
  position: ({ content }) => content.position,
  tags: ({ content }) => listCell(content.tags),
};

const ENDS: Readonly<Record<string, Show>> = {
  merged: ({ content }) => listCell(content.merged ?? []),
  createdAt: ({ createdAt }) => new Date(createdAt).toISOString(),
  updatedAt: ({ updatedAt }) => new Date(updatedAt).toISOString(),
};

/** How customers become rows of a file: columns are called as `suggestColumns` knows them. */
export interface CustomerTable {
  readonly columns: readonly string[];
  cells(row: CustomerRow): readonly string[];
}

/** A table of customers with consents by channel, and custom fields by name. */
export function customerTable(channels: readonly string[], fields: readonly string[]): CustomerTable {
  const consents = channels.map((channel): [string, Show] => {
    const show: Show = ({ content: { consent } }) => {
      const said = Object.hasOwn(consent, channel) ? consent[channel] : undefined;
      return said && (said.given ? 'yes' : 'no');
    };
    return [`consent.${channel}`, show];
  });
  const customs = fields.map((name): [string, Show] => {
    const show: Show = ({ content }) => {
      const value = valueIn(content.fields, name) ?? valueIn(content.personalFields, name);
      return value === undefined ? undefined : valueToText(value);
    };
    return [`fields.${name}`, show];
  });
  const all = [...Object.entries(OWN), ...consents, ...customs, ...Object.entries(ENDS)];
  return {
    columns: all.map(([name]) => name),
    cells: (row) => all.map(([, show]) => show(row) ?? ''),
  };
}
