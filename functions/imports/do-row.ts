import { isDeepStrictEqual } from 'node:util';
import type { Version } from '../../adapters/ports/records.ts';
import type { Who } from '../../engine/entry.ts';
import type { Customer } from '../../records/kinds/customer.ts';
import { changed, fromRequest } from '../api/customers/content.ts';
import { type CustomerChange, customerInputs } from '../api/customers/inputs.ts';
import { Refusal } from '../api/problem.ts';
import type { Decision } from './decide.ts';
import type { ImportDeps } from './deps.ts';
import type { PlannedRow } from './plan-rows.ts';

export interface DoOptions {
  readonly import: string;
  readonly who: Who;
  /** The moment that all rows of a run have in common: epoch milliseconds. */
  readonly at: number;
}

/**
 * Does what was planned for a row: one record or none, and once however often it is done. What is no longer possible (an
 * owner that was removed in the meantime) makes the row invalid. Throws what the store throws.
 */
export async function doRow(deps: ImportDeps, planned: PlannedRow, options: DoOptions): Promise<Decision> {
  const { change, marks: _, ...decision } = planned;
  if (change === undefined) return decision;
  try {
    const done = decision.outcome === 'created' ? create : update;
    return await done(deps, decision, change, options);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [issue] = error.issues;
    const message = `${issue?.path.slice(1) ?? 'the row'} ${issue?.message ?? 'is not valid'}`;
    return {
      row: decision.row,
      outcome: 'invalid',
      problems: [{ column: null, code: 'not-valid', message }],
    };
  }
}

async function create(
  deps: ImportDeps,
  decision: Decision,
  change: CustomerChange,
  { import: id, who, at }: DoOptions,
): Promise<Decision> {
  const request = customerInputs.createCustomer().body.parse(change);
  const content = await fromRequest(deps, request, at);
  const customer = decision.customer ?? '';
  // Under an id of its own: of two tries the second meets what the first one made.
  await deps.customers.create({ id: customer, content, who, at, reason: reasonOf(id, decision.row) });
  return decision;
}

async function update(
  deps: ImportDeps,
  decision: Decision,
  change: CustomerChange,
  { import: id, who, at }: DoOptions,
): Promise<Decision> {
  const reason = reasonOf(id, decision.row);
  for (;;) {
    const before = await deps.customers.get(decision.customer ?? '');
    if (before === undefined) {
      const problem = {
        column: null,
        code: 'not-valid',
        message: 'means a customer who is no longer there',
      } as const;
      return { row: decision.row, outcome: 'invalid', problems: [problem] };
    }
    if (await wasDone(deps, before, reason, at)) return decision;
    const content = await changed(deps, before.content, change, at);
    if (isDeepStrictEqual(content, before.content)) return decision;
    if ((await deps.customers.change(before, { content, who, at: deps.now(), reason })) !== undefined)
      return decision;
  }
}

/** Which row of which import made a version. */
function reasonOf(id: string, row: number): string {
  return `${id}-${row}`;
}

/** Whether this very row made the version, or one before it since the run began: somebody may have changed it since. */
async function wasDone(
  deps: ImportDeps,
  newest: Version<Customer>,
  reason: string,
  at: number,
): Promise<boolean> {
  let version: Pick<Version, 'revision' | 'at' | 'reason'> | undefined = newest;
  while (version !== undefined && version.at >= at) {
    if (version.reason === reason) return true;
    version = version.revision > 1 ? await deps.customers.at(newest.id, version.revision - 1) : undefined;
  }
  return false;
}
