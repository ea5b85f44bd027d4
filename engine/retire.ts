import { type Entry, markOf } from './entry.ts';
import { taskId } from './ids.ts';
import type { Park } from './park.ts';
import { createParking } from './parking.ts';
import type { Journal, Projection, ProjectionItem, Removals, Tombstone, Tombstones } from './ports.ts';

export interface RetireOptions {
  readonly journal: Pick<Journal, 'head' | 'at' | 'read'>;
  readonly projection: Pick<Projection, 'items' | 'remove'>;
  readonly removals: Removals;
  readonly tombstones: Tombstones;
  /** Milliseconds that an instance of this process is kept after its last change. */
  readonly keptFor: (process: string) => Promise<number>;
  /** Takes entries off wherever `RelayOptions.noted` put them. */
  readonly unnoted?: (entries: readonly Entry[], item: ProjectionItem) => Promise<void>;
  readonly now: () => number;
  /** Hears of an instance that cannot be retired. */
  readonly failed: Park;
}

/** One page of one segment of all instances. */
export interface RetirePage {
  readonly segment: number;
  readonly of: number;
  readonly next?: string;
}

/** How many instances retired, and the page to go on with; absent at the end of the segment. */
export interface RetiredPage {
  readonly retired: number;
  readonly onward?: RetirePage;
}

const PAGE = 50;

/**
 * Removes, for one page of instances, those that have ended and did not change for as long as their process is kept:
 * with all that is derived from them, so that only a tombstone is left. A child goes when its parent is gone, since a
 * parent that is handed on anew starts its children anew.
 *
 * What a killed process left is taken up by the next walk: the item in the projection goes last, and leads to the rest.
 * Of the journal, the newest entry goes last: for as long as anything is there, the head says that the instance has
 * ended. Revision 1 goes right before it: until then it keeps the place of the idempotency key.
 */
export function createRetire(options: RetireOptions): (page: RetirePage) => Promise<RetiredPage> {
  const { journal, projection, removals, tombstones, keptFor, now } = options;

  async function isOver({ status, process, updatedAt }: ProjectionItem): Promise<boolean> {
    return isFinal(status) && updatedAt + (await keptFor(process)) <= now();
  }

  /** The head, where it may go: it has ended, all of it was handed on, and no parent can ask for it again. */
  async function outlived(head: Entry, item: ProjectionItem): Promise<boolean> {
    if (!isFinal(head.status) || head.revision !== item.relayed || markOf(head.hash) !== item.mark)
      return false;
    if ((head.recordedAt ?? head.at) + (await keptFor(head.process)) > now()) return false;
    return head.parent === undefined || (await journal.head(head.parent.instance)) === undefined;
  }

  async function remove(entries: readonly Entry[], item: ProjectionItem): Promise<void> {
    if (entries.length === 0) return;
    await options.unnoted?.(entries, item);
    await removals.tasks(entries.flatMap(tasksOf));
    const revisions = entries.map(({ revision }) => revision);
    await removals.entries(item.instance, revisions);
  }

  async function removeJournal(head: Entry, item: ProjectionItem): Promise<void> {
    const { instance } = item;
    for (;;) {
      const entries = await journal.read(instance, 2, PAGE);
      const inner = entries.filter(({ revision }) => revision < head.revision);
      if (inner.length === 0) break;
      await remove(inner, item);
    }
    // Another life may have begun under this id since a killed walk removed the first entry.
    const first = head.revision === 1 ? undefined : await journal.at(instance, 1);
    if (first?.createdAt === head.createdAt) await remove([first], item);
    await remove([head], item);
  }

  async function retire(item: ProjectionItem): Promise<boolean> {
    const { instance } = item;
    if (!(await isOver(item))) return false;
    const head = await journal.head(instance);
    if (head === undefined) {
      // Without a tombstone, it was a restore that took the journal away: that is for `reconcile`.
      if (!(await tombstones.has(instance))) return false;
    } else {
      if (!(await outlived(head, item))) return false;
      await tombstones.put(tombstoneOf(head, now()));
      await removeJournal(head, item);
    }
    await projection.remove(instance, item);
    return true;
  }

  return async ({ segment, of, next }) => {
    const page = await projection.items(segment, of, next);
    let retired = 0;
    const each = createParking(options.failed);
    for (const item of page.items) {
      await each.attempt(item.instance, async () => {
        if (await retire(item)) retired += 1;
      });
    }
    each.finish();
    return page.next === undefined ? { retired } : { retired, onward: { segment, of, next: page.next } };
  };
}

function isFinal(status: Entry['status']): status is Tombstone['status'] {
  return status === 'done' || status === 'failed' || status === 'cancelled';
}

/** Ids of the tasks that an entry opened or closed: each may have put them on the board. */
function tasksOf({ instance, revision, tasks, closed }: Entry): string[] {
  const opened = tasks.filter((task) => task.revision === revision);
  return [...opened, ...closed].map((task) => taskId(instance, task));
}

function tombstoneOf(head: Entry, retiredAt: number): Tombstone {
  const {
    instance,
    process,
    version,
    status,
    createdAt,
    at,
    recordedAt: endedAt = at,
    revision,
    hash,
  } = head;
  if (!isFinal(status)) throw new TypeError(`The instance ${instance} has not ended.`);
  return { instance, process, version, status, createdAt, endedAt, retiredAt, revisions: revision, hash };
}
