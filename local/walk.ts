import type { Walked, WalkPage } from '../functions/reconcile/walk.ts';
import type { RetireWalked, RetireWalkPage } from '../functions/retire/walk.ts';

/** Ends a walk where it has come to. */
type IsOver = () => boolean;

export interface WalkOptions {
  /** Also hands on again all that is awaited: the queue was lost with its process. */
  readonly redrive: boolean;
  readonly isOver: IsOver;
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

/** Removes all that is older than its rule, page by page. */
export async function walkRetirement(
  retire: (page: RetireWalkPage) => Promise<RetireWalked>,
  isOver: IsOver,
): Promise<void> {
  let page: RetireWalkPage | undefined = { segment: 0, of: 1 };
  while (page !== undefined && !isOver()) page = (await retire(page)).onward;
}
