import type { createReconcile, ReconcilePage } from '../engine/reconcile.ts';

export interface WalkOptions {
  /** Also hands on again all that is awaited: the queue was lost with its process. */
  readonly redrive: boolean;
  /** Ends the walk where it has come to. */
  readonly isOver: () => boolean;
}

/** Reconciles the whole journal, page by page; returns how many instances were handed on again. */
export async function walk(
  reconcile: ReturnType<typeof createReconcile>,
  { redrive, isOver }: WalkOptions,
): Promise<number> {
  let touched = 0;
  let page: ReconcilePage | undefined = { segment: 0, of: 1, redrive };
  while (page !== undefined && !isOver()) {
    const { mended, onward } = await reconcile(page);
    touched += mended;
    page = onward;
  }
  return touched;
}
