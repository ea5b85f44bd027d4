import { createReconcile, type ReconcilePage } from '../../engine/reconcile.ts';
import { wire } from '../environment.ts';
import { count, parked } from '../telemetry.ts';

const { journal, projection, queue, relay, now } = wire();
const reconcile = createReconcile({ journal, projection, queue, relay, now, parked });

/** One page of one segment; Step Functions calls again with `next` until there is none. */
export async function handler({
  segment,
  of,
  next,
  redrive,
}: ReconcilePage): Promise<ReconcilePage & { mended: number }> {
  const page = { segment, of, ...(redrive ? { redrive } : {}) };
  const done = await reconcile({ ...page, ...(next ? { next } : {}) });
  if (done.mended > 0) count('Mended', done.mended);
  return { ...page, ...done };
}
