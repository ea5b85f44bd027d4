import { createReconcile, type ReconcilePage } from '../../engine/reconcile.ts';
import { wire } from '../environment.ts';

const { journal, projection, queue, relay, now } = wire();
const reconcile = createReconcile({ journal, projection, queue, relay, now });

/** One page of one segment; Step Functions calls again with `next` until there is none. */
export function handler({
  segment,
  of,
  next,
  redrive,
}: ReconcilePage): Promise<ReconcilePage & { mended: number }> {
  const page = { segment, of, ...(redrive ? { redrive } : {}) };
  return reconcile({ ...page, ...(next ? { next } : {}) }).then((done) => ({ ...page, ...done }));
}
