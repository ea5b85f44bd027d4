import type * as z from 'zod';
import type { RowReader } from '../../exchange/customer-row.ts';
import type { Row, RowProblem } from '../../exchange/rows.ts';
import type { Customer } from '../../records/kinds/customer.ts';
import { located } from '../api/call.ts';
import { tidyNumber } from '../api/contact.ts';
import { changed } from '../api/customers/content.ts';
import { type CustomerChange, customerInputs } from '../api/customers/inputs.ts';
import { Refusal } from '../api/problem.ts';
import type { ImportDeps } from './deps.ts';

/** A row that was read and checked. */
export interface CheckedRow {
  readonly row: number;
  /** What `PATCH /customers/{customer}` takes; and `POST /customers`, where `create` is empty. */
  readonly change: CustomerChange;
  /** What is wrong with it as a new customer, where nothing is wrong with it as a change. */
  readonly create: readonly RowProblem[];
}

const NOBODY: Customer = { name: '', language: 'en', tags: [], consent: {}, fields: {} };

/** Checks rows as the API checks requests, by the same schemas, forms and references. */
export function createRowCheck(
  deps: Pick<ImportDeps, 'records' | 'declared'>,
  reader: RowReader,
  { country, at }: { readonly country?: string | undefined; readonly at: number },
) {
  const asChange = customerInputs.changeCustomer().body;
  const asCustomer = customerInputs.createCustomer().body;

  /** Never throws for what the row says; what is wrong is told by its column. */
  return async ({
    row,
    cells,
    problem,
  }: Row): Promise<CheckedRow | { readonly problems: readonly RowProblem[] }> => {
    if (problem !== undefined) return { problems: [problem] };
    const read = reader.read(cells);
    if ('problems' in read) return read;
    try {
      const request = await withNumber(read.request, country);
      const change = asChange.safeParse(request);
      if (!change.success) return { problems: problemsIn(change.error, reader) };
      await changed(deps, NOBODY, change.data, at);
      const whole = asCustomer.safeParse(request);
      return { row, change: change.data, create: whole.success ? [] : problemsIn(whole.error, reader) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { problems: error.issues.map((issue) => reader.toProblem(issue)) };
    }
  };
}

/** The request with its number in the one form, whichever country it was written in. Throws a `Refusal`. */
async function withNumber(request: object, country: string | undefined): Promise<object> {
  const { phone, address } = request as { phone?: string; address?: { country?: string } };
  if (phone === undefined) return request;
  return { ...request, phone: await tidyNumber(phone, address?.country ?? country) };
}

function problemsIn(error: z.ZodError, reader: RowReader): readonly RowProblem[] {
  const all = error.issues.flatMap((issue) => located(issue, 'body')).map((flaw) => reader.toProblem(flaw));
  return all.filter((one, place) => all.findIndex((other) => other.column === one.column) === place);
}
