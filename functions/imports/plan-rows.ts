import { createKeptWhile } from '../../adapters/kept-while.ts';
import type { Customers } from '../../adapters/ports/customers.ts';
import type { Records, RecordsOf } from '../../adapters/ports/records.ts';
import { derivedId } from '../../engine/ids.ts';
import type { Mapped } from '../../exchange/columns.ts';
import { createRowReader } from '../../exchange/customer-row.ts';
import type { Row, Sheet } from '../../exchange/rows.ts';
import type { FieldDeclaration } from '../../records/fields.ts';
import type { Duplicates } from '../../records/kinds/import.ts';
import type { RecordKind } from '../../records/record-kind.ts';
import type { CustomerChange } from '../api/customers/inputs.ts';
import { createDecider, type Decision, type Marks } from './decide.ts';
import type { ImportDeps } from './deps.ts';
import { type CheckedRow, createRowCheck } from './request.ts';

/** A row and what is to be done with it. */
export interface PlannedRow extends Decision {
  /** What the row says of the customer, where it makes or changes one. */
  readonly change?: CustomerChange;
  /** What later rows of the file know it by. */
  readonly marks?: Marks;
}

export interface PlanOptions {
  readonly import: string;
  readonly mapping: readonly Mapped[];
  readonly declared: ReadonlyMap<string, FieldDeclaration>;
  readonly duplicates: Duplicates;
  readonly country?: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Rows that were planned before, where this goes on: none of them comes again. */
  readonly before?: AsyncIterable<PlannedRow>;
}

/** Rows that are checked, and looked up in the store, side by side. */
const SIDE_BY_SIDE = 32;

/** The id of the customer that a row of an import makes: the same whenever it is asked for. */
export function customerOf(id: string, row: number): string {
  return derivedId({ kind: 'system', id: 'import' }, id, String(row));
}

/**
 * Every row of a sheet with what is to become of it. Nothing is written: a dry run ends here, and a real run does just
 * this. Memory is bounded by a few bytes for each row. Throws `FileFlaw` where the file turns out not to be readable.
 */
export async function* planRows(
  deps: ImportDeps,
  sheet: Sheet,
  options: PlanOptions,
): AsyncGenerator<PlannedRow, void> {
  const { mapping, declared, duplicates, country, at } = options;
  const reader = createRowReader({ columns: sheet.columns, mapping, declared, country });
  const check = createRowCheck({ ...deps, records: remembering(deps.records, deps.now) }, reader, {
    country,
    at,
  });
  const decider = createDecider(duplicates, (row) => customerOf(options.import, row));
  let last = 0;
  for await (const row of options.before ?? []) {
    decider.recall(row);
    last = row.row;
  }

  async function look(row: Row) {
    const checked = await check(row);
    if ('problems' in checked || duplicates === 'create') return { row: row.row, checked, found: [] };
    return { row: row.row, checked, found: await find(deps.customers, checked) };
  }

  for await (const rows of inGroups(from(sheet.rows, last + 1), SIDE_BY_SIDE)) {
    for (const { row, checked, found } of await Promise.all(rows.map(look))) {
      if ('problems' in checked) {
        yield { row, outcome: 'invalid', problems: checked.problems };
        continue;
      }
      const { change, create } = checked;
      const { email, phone } = change;
      const known = { row, email: email ?? undefined, phone: phone ?? undefined, found };
      const decision = decider.decide(known, create);
      const done = decision.outcome === 'created' || decision.outcome === 'updated';
      yield done ? { ...decision, change } : decision;
    }
  }
}

/** Everybody in the store who has this mail or this number. */
async function find(
  customers: Customers,
  { change: { email, phone } }: CheckedRow,
): Promise<readonly string[]> {
  const found = await Promise.all([
    email ? allOf(customers, { email }) : [],
    phone ? allOf(customers, { phone }) : [],
  ]);
  return [...new Set(found.flat())].sort();
}

/** More than a few say no more than two do. */
const ENOUGH = 2;

async function allOf(customers: Customers, search: { email: string } | { phone: string }): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await customers.search(search, { limit: ENOUGH, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== undefined && ids.length < ENOUGH);
  return ids;
}

async function* from(rows: AsyncIterable<Row>, first: number): AsyncGenerator<Row, void> {
  for await (const row of rows) if (row.row >= first) yield row;
}

async function* inGroups<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[], void> {
  let group: T[] = [];
  for await (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** The records, each asked for once in a while: a file names the same owners, teams and accounts over and over. */
function remembering(records: Records, now: () => number): Records {
  const kept = createKeptWhile<Promise<unknown>>({ now, keepMs: 60_000, most: 1000 });
  return {
    ...records,
    of<C extends object>(kind: RecordKind<C>): RecordsOf<C> {
      const store = records.of(kind);
      return {
        ...store,
        get(id) {
          const name = `${kind.kind}/${id}`;
          const found = kept.get(name) ?? store.get(id);
          kept.set(name, found);
          found.catch(() => kept.delete(name));
          return found as ReturnType<RecordsOf<C>['get']>;
        },
      };
    },
  };
}
