import type { Version } from '../../adapters/ports/records.ts';
import { BYTE_ORDER_MARK, toCsv } from '../../exchange/csv-writer.ts';
import { customerTable } from '../../exchange/customer-cells.ts';
import { toVcard } from '../../exchange/vcard-writer.ts';
import type { Filter } from '../../records/filter.ts';
import type { Customer } from '../../records/kinds/customer.ts';
import type { Wanted } from '../../records/kinds/export.ts';
import { CHANNELS } from '../api/customers/channels.ts';
import { customerFields } from '../imports/deps.ts';
import { segmentAsOf } from '../jobs/segment-as-of.ts';
import { membersOf } from '../segment-members.ts';
import type { ExportDeps } from './deps.ts';
import { ENOUGH, type Stretch } from './stretch.ts';

type WantedCustomers = Extract<Wanted, { what: 'customers' }>;

/** Where to go on, and which custom fields were columns when the file was begun. */
interface From {
  readonly cursor?: string | undefined;
  readonly fields: readonly string[];
  /** Of the segment, where it is about one. */
  readonly revision?: number;
}

const PAGE = 100;

/** Customers as CSV, a row each, custom fields as columns: an import reads them back as they were. Or as vCards 4.0. */
export async function customerStretch(
  deps: ExportDeps,
  wanted: WantedCustomers,
  from: unknown,
): Promise<Stretch> {
  const { enough = ENOUGH } = deps;
  const begun = from as From | undefined;
  const fields = begun?.fields ?? [...(await customerFields(deps)).keys()];
  const table = customerTable(CHANNELS, fields);
  const { revision, filter } = await segmentOf(deps, wanted, begun);
  let text = begun === undefined && wanted.format === 'csv' ? BYTE_ORDER_MARK + toCsv([table.columns]) : '';
  let items = 0;
  let cursor = begun?.cursor;
  do {
    const page = await pageOf(deps, wanted, filter, cursor);
    text +=
      wanted.format === 'vcard'
        ? page.items.map(toCard).join('')
        : toCsv(page.items.map(({ at, ...customer }) => table.cells({ ...customer, updatedAt: at })));
    items += page.items.length;
    cursor = page.cursor;
  } while (cursor !== undefined && text.length < enough);
  const onward: From = { cursor, fields, ...(revision !== undefined && { revision }) };
  return { text, items, ...(cursor !== undefined && { onward }) };
}

/** The filter of the segment that is wanted: all of the file is about the segment as it was at the beginning. */
async function segmentOf(
  { records }: ExportDeps,
  { segment }: WantedCustomers,
  begun: From | undefined,
): Promise<{ readonly revision?: number; readonly filter?: Filter }> {
  if (segment === undefined) return {};
  const { revision, content } = await segmentAsOf(records, segment, begun?.revision);
  return { revision, filter: content.filter };
}

async function pageOf(
  deps: ExportDeps,
  { search = {} }: WantedCustomers,
  filter: Filter | undefined,
  cursor: string | undefined,
) {
  const wish = { limit: PAGE, cursor };
  if (filter === undefined) return deps.customers.search(search, { ...wish, order: 'oldest' });
  return membersOf(deps, filter, wish);
}

function toCard({ id, at, content }: Version<Customer>): string {
  const { name, email, phone, address, position, language, timeZone, tags } = content;
  return toVcard({
    ...{ uid: id, name, email, phone, address, title: position, language, timeZone },
    ...{ categories: tags, changedAt: at },
  });
}
