import type { Entry } from './entry.ts';
import type { Journal } from './ports.ts';
import { hasSeen, overflows } from './seen.ts';

const PAGE = 50;

/**
 * The entry that applied a caller's event id, or undefined. Short lives ask the head alone; from the 33rd id on,
 * the journal's index is asked too. An id that is not found here may still be in a newer entry than `head`: the
 * put that follows then conflicts.
 */
export async function findByEventId(journal: Journal, head: Entry, id: string): Promise<Entry | undefined> {
  if (hasSeen(head, id)) {
    for (let from = 1; from <= head.revision; from += PAGE) {
      const entries = await journal.read(head.instance, from, PAGE);
      const found = entries.find((entry) => entry.event.id === id);
      if (found !== undefined) return found;
    }
  }
  return overflows(head) ? journal.findIndexed(head.instance, id) : undefined;
}
