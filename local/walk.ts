import type { Walked, WalkPage } from '../functions/reconcile/walk.ts';

export interface WalkOptions {
  /** Also hands on again all that is awaited: the queue was lost with its process. */
  readonly redrive: boolean;
  /** Ends the walk where it has come to. */
  readonly isOver: () => boolean;
}

/** Reconciles all there is, page by page; returns how many instances were handed on again and records mended. */
export async function walk(
  reconcile: (page: WalkPage) => Promise<Walked>,
  { redrive, isOver }: WalkOptions,
): Promise<number> {
  let touched = 0;
  let page: WalkPage | undefined = { segment: 0, of: 1, redrive };
  while (page !== undefined && !isOver()) {
    const { mended, onward }: Walked = await reconcile(page);
    touched += mended;
    page = onward;
  }
  return touched;
}
