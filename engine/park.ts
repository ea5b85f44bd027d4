import { type Entry, markOf } from './entry.ts';
import { codeOf } from './outcomes.ts';
import type { Journal, Projection } from './ports.ts';

/** Sets an instance aside that cannot be handled: lists show it, and the sweep tries it again later. */
export type Park = (instance: string, error: unknown) => Promise<void>;

export interface ParkOptions {
  readonly journal: Journal;
  readonly projection: Projection;
  readonly now: () => number;
  /** Hears of every instance that is set aside, and why. */
  readonly parked: (instance: string, error: unknown) => void;
}

const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 3_600_000;

/**
 * What fails for a reason of its own (its definition is not here, or no longer knows its state; it kills whoever
 * takes it up) is told, marked in the projection, and tried again after a minute, two, four and so on, at last every
 * hour. Throws `StoreUnavailable`.
 */
export function createPark({ journal, projection, now, parked }: ParkOptions): Park {
  async function known(instance: string) {
    const item = await projection.get(instance);
    if (item !== undefined) return item;
    const head = await journal.head(instance);
    // Nothing of it was handed on yet, and its definition may not be here to say more.
    if (head !== undefined) await projection.put(unseen(head), undefined);
    return projection.get(instance);
  }

  return async (instance, error) => {
    parked(instance, error);
    const item = await known(instance);
    if (item === undefined) return;
    const time = now();
    const tries = (item.parked?.tries ?? 0) + 1;
    const again = time + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1));
    const due = item.due !== undefined && item.due > time ? Math.min(item.due, again) : again;
    await projection.park(instance, { code: codeOf(error), at: item.parked?.at ?? time, tries }, due);
  };
}

function unseen(head: Entry) {
  const { instance, process, version, status, createdAt, revision, at: updatedAt } = head;
  const place = { instance, process, version, status, states: [], createdAt, updatedAt, revision };
  return { ...place, relayed: 0, mark: markOf('') };
}
