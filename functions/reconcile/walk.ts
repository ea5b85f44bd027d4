import type { Customers } from '../../adapters/ports/customers.ts';
import type { Records } from '../../adapters/ports/records.ts';
import type { Reconciled, ReconcilePage } from '../../engine/reconcile.ts';
import type { EnrolAll } from '../enrolment/enrol-all.ts';

/** One page of one segment: of the journal first, then of the records. */
export interface WalkPage extends ReconcilePage {
  readonly of: number;
  readonly walking?: 'records' | 'listings' | 'enrolment';
}

/** How many instances and records were mended, and the page to go on with; absent at the end of the segment. */
export interface Walked {
  readonly mended: number;
  readonly onward?: WalkPage;
}

export interface WalkDeps {
  readonly reconcile: (page: ReconcilePage) => Promise<Reconciled>;
  readonly records: Pick<Records, 'mendAll'>;
  readonly customers: Pick<Customers, 'settle'>;
  readonly enrolAll: EnrolAll;
}

/**
 * Makes everything derived equal to what it derives from, page by page: the projection to the journal, then listings,
 * lookups and timelines to the records. With `rebuild`, listings without a record go as well. Then whoever has come to be
 * in a segment is enrolled by the rules.
 */
export function createWalk({ reconcile, records, customers, enrolAll }: WalkDeps) {
  async function mend(page: WalkPage, of: 'records' | 'listings'): Promise<Walked> {
    const { segment, of: segments, next, rebuild = false } = page;
    if (of === 'records' && segment === 0 && next === undefined) await customers.settle();
    const done = await records.mendAll({ of, segment, segments, next });
    const rest = { segment, of: segments, ...(rebuild && { rebuild }) };
    const { mended } = done;
    if (done.next !== undefined) return { mended, onward: { ...rest, walking: of, next: done.next } };
    if (of === 'records' && rebuild) return { mended, onward: { ...rest, walking: 'listings' } };
    return segment === 0 ? { mended, onward: { ...rest, walking: 'enrolment' } } : { mended };
  }

  async function enrol({ next, ...page }: WalkPage): Promise<Walked> {
    const onward = await enrolAll(next);
    return { mended: 0, ...(onward.next !== undefined && { onward: { ...page, next: onward.next } }) };
  }

  return async (page: WalkPage): Promise<Walked> => {
    if (page.walking === 'enrolment') return enrol(page);
    if (page.walking !== undefined) return mend(page, page.walking);
    const { mended, onward } = await reconcile(page);
    if (onward !== undefined) return { mended, onward };
    const { segment, of, rebuild = false } = page;
    return { mended, onward: { segment, of, ...(rebuild && { rebuild }), walking: 'records' } };
  };
}
