import { createParking, type Parked } from './parking.ts';
import type { Journal, Projection, Queue } from './ports.ts';
import type { Relay } from './relay.ts';
import { redispatchesOf } from './schedule.ts';

export interface ReconcileOptions {
  readonly journal: Journal;
  readonly projection: Projection;
  readonly queue: Queue;
  readonly relay: Relay;
  readonly now: () => number;
  readonly parked: Parked;
}

/** One page of one segment of the journal. `redrive` also hands on again all that is awaited: the queue was lost. */
export interface ReconcilePage {
  readonly segment: number;
  readonly of: number;
  readonly next?: string;
  readonly redrive?: boolean;
}

/**
 * Makes the projection equal to the journal's heads, backwards too, for one page of instances. Returns how many
 * it mended or handed on again, and where to go on; `next` is absent at the end of the segment. An instance that
 * cannot be handled is set aside, and holds up no other.
 */
export function createReconcile({ journal, projection, queue, relay, now, parked }: ReconcileOptions) {
  async function mend(instance: string, revision: number): Promise<boolean> {
    const item = await projection.get(instance);
    if (item?.relayed === revision) return false;
    if (item !== undefined && item.relayed > revision) {
      // The scan may have passed before the instance moved on: only the head tells.
      const head = await journal.head(instance);
      if (head !== undefined && head.revision >= item.relayed) return false;
      await projection.remove(instance);
    }
    await relay.relay(instance);
    return true;
  }

  async function redrive(instance: string): Promise<boolean> {
    const head = await journal.head(instance);
    const dispatches = head === undefined ? [] : redispatchesOf(head, now());
    if (dispatches.length > 0) await queue.send(dispatches);
    return dispatches.length > 0;
  }

  return async (page: ReconcilePage): Promise<{ mended: number; next?: string }> => {
    const { heads, next } = await journal.heads(page.segment, page.of, page.next);
    let mended = 0;
    const each = createParking(parked);
    for (const { instance, revision } of heads) {
      await each.attempt(instance, async () => {
        const changed = await mend(instance, revision);
        const handed = page.redrive === true && (await redrive(instance));
        if (changed || handed) mended++;
      });
    }
    each.finish();
    return { mended, ...(next === undefined ? {} : { next }) };
  };
}
