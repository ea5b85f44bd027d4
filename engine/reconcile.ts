import type { Park } from './park.ts';
import { createParking } from './parking.ts';
import type { Journal, Projection, Queue } from './ports.ts';
import { type Dispatch, redispatchesOf } from './schedule.ts';

export interface ReconcileOptions {
  readonly journal: Journal;
  readonly projection: Projection;
  readonly queue: Queue;
  readonly now: () => number;
  readonly park: Park;
}

/** One page of one segment of the journal. */
export interface ReconcilePage {
  readonly segment: number;
  readonly of: number;
  readonly next?: string;
  /** Also hands on again all that is awaited: the queue was lost. */
  readonly redrive?: boolean;
  /** Hands on anew all that was ever committed, and removes what the journal no longer has: tables were restored. */
  readonly rebuild?: boolean;
  /** Of a rebuilding: the journal was walked, and now the projection is. */
  readonly orphans?: boolean;
}

/** How many instances were handed on or removed, and the page to go on with; absent at the end of the segment. */
export interface Reconciled {
  readonly mended: number;
  readonly onward?: ReconcilePage;
}

/**
 * Makes the projection equal to the journal's heads, backwards too, for one page of instances: each that stands
 * elsewhere is handed to the queue to be brought forward. An instance that cannot be handled is set aside, and holds
 * up no other.
 */
export function createReconcile({ journal, projection, queue, now, park }: ReconcileOptions) {
  async function mend(instance: string, revision: number, mark: string): Promise<Dispatch[]> {
    const item = await projection.get(instance);
    if (item?.relayed === revision && item.mark === mark) return [];
    if (item !== undefined && item.relayed > revision) {
      // The scan may have passed before the instance moved on: only the head tells.
      const head = await journal.head(instance);
      if (head !== undefined && head.revision >= item.relayed) return [];
    }
    return [{ message: { kind: 'relay', instance }, delaySeconds: 0 }];
  }

  async function redrive(instance: string): Promise<Dispatch[]> {
    const head = await journal.head(instance);
    return head === undefined ? [] : redispatchesOf(head, now());
  }

  async function walkJournal(page: ReconcilePage): Promise<Reconciled> {
    const { heads, next } = await journal.heads(page.segment, page.of, page.next);
    let mended = 0;
    const each = createParking(park);
    for (const { instance, revision, mark } of heads) {
      await each.attempt(instance, async () => {
        const dispatches: Dispatch[] = page.rebuild
          ? [{ message: { kind: 'relay', instance, anew: true }, delaySeconds: 0 }]
          : await mend(instance, revision, mark);
        if (page.redrive) dispatches.push(...(await redrive(instance)));
        if (dispatches.length === 0) return;
        await queue.send(dispatches);
        mended += 1;
      });
    }
    each.finish();
    const { next: _, ...rest } = page;
    if (next !== undefined) return { mended, onward: { ...rest, next } };
    return page.rebuild ? { mended, onward: { ...rest, orphans: true } } : { mended };
  }

  async function walkProjection(page: ReconcilePage): Promise<Reconciled> {
    const { instances, next } = await projection.instances(page.segment, page.of, page.next);
    let mended = 0;
    const each = createParking(park);
    for (const instance of instances) {
      await each.attempt(instance, async () => {
        if ((await journal.head(instance)) !== undefined) return;
        await projection.remove(instance);
        mended += 1;
      });
    }
    each.finish();
    return next === undefined ? { mended } : { mended, onward: { ...page, next } };
  }

  return (page: ReconcilePage): Promise<Reconciled> =>
    page.orphans ? walkProjection(page) : walkJournal(page);
}
