import type { Context } from 'aws-lambda';
import { createReconcile, type ReconcilePage } from '../../engine/reconcile.ts';
import { wire } from '../environment.ts';
import { count, parked } from '../telemetry.ts';

const { journal, projection, queue, relay, now } = wire();
const reconcile = createReconcile({ journal, projection, queue, relay, now, parked });

/** Milliseconds that must be left for another page. */
const RESERVE = 60_000;

/** Page after page of one segment while there is time; Step Functions calls again with `next` until there is none. */
export async function handler(
  { segment, of, next, redrive }: ReconcilePage,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<ReconcilePage & { mended: number }> {
  const page = { segment, of, ...(redrive ? { redrive } : {}) };
  let mended = 0;
  let from = next;
  do {
    const done = await reconcile({ ...page, ...(from === undefined ? {} : { next: from }) });
    mended += done.mended;
    from = done.next;
  } while (from !== undefined && context.getRemainingTimeInMillis() > RESERVE);
  if (mended > 0) count('Mended', mended);
  return { ...page, mended, ...(from === undefined ? {} : { next: from }) };
}
