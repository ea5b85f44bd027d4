import type { Version } from '../../adapters/ports/records.ts';
import { BYTE_ORDER_MARK, toCsv } from '../../exchange/csv-writer.ts';
import { customerTable } from '../../exchange/customer-cells.ts';
import { toVcard } from '../../exchange/vcard-writer.ts';
import type { Customer } from '../../records/kinds/customer.ts';
import type { Wanted } from '../../records/kinds/export.ts';
import { segmentKind } from '../../records/kinds/segment.ts';
import { CHANNELS } from '../api/customers/channels.ts';
import { customerFields } from '../imports/deps.ts';
import { JobFailed } from '../jobs/work.ts';
import { membersOf } from '../segment-members.ts';
import type { ExportDeps } from './deps.ts';
import { ENOUGH, type Stretch } from './stretch.ts';

type WantedCustomers = Extract<Wanted, { what: 'customers' }>;

/** Where to go on, and which custom fields were columns when the file was begun. */
interface From {
  readonly cursor?: string | undefined;
  readonly fields: readonly string[];
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
  let text = begun === undefined && wanted.format === 'csv' ? BYTE_ORDER_MARK + toCsv([table.columns]) : '';
  let items = 0;
  let cursor = begun?.cursor;
  do {
    const page = await pageOf(deps, wanted, cursor);
    text +=
      wanted.format === 'vcard'
        ? page.items.map(toCard).join('')
        : toCsv(page.items.map(({ at, ...customer }) => table.cells({ ...customer, updatedAt: at })));
    items += page.items.length;
    cursor = page.cursor;
  } while (cursor !== undefined && text.length < enough);
  const onward: From = { cursor, fields };
  return { text, items, ...(cursor !== undefined && { onward }) };
}

async function pageOf(
  deps: ExportDeps,
  { segment, search = {} }: WantedCustomers,
  cursor: string | undefined,
) {
  const wish = { limit: PAGE, cursor };
  if (segment === undefined) return deps.customers.search(search, { ...wish, order: 'oldest' });
  const found = await deps.records.of(segmentKind).get(segment);
  if (found === undefined) throw new JobFailed('segment-unknown');
  return membersOf(deps, found.content.filter, wish);
}

function toCard({ id, at, content }: Version<Customer>): string {
  const { name, email, phone, address, position, language, timeZone, tags } = content;
  return toVcard({
    ...{ uid: id, name, email, phone, address, title: position, language, timeZone },
    ...{ categories: tags, changedAt: at },
  });
}
