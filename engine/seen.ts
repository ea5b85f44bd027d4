import { hash } from 'node:crypto';
import type { Entry } from './entry.ts';

/** How many event ids an entry carries itself before the journal's index takes over. */
const MOST_SEEN = 32;
/** Characters of one 8-byte hash in base64url, without padding. */
const WIDTH = 11;

/** Whether the head remembers this event id. A hit may be another id of the same hash: the entry decides. */
export function hasSeen(head: Entry, id: string): boolean {
  const wanted = short(id);
  for (let at = 0; at < head.seen.length; at += WIDTH) {
    if (head.seen.startsWith(wanted, at)) return true;
  }
  return false;
}

/** Whether ids of this instance may be in the journal's index rather than in the head. */
export function overflows(head: Entry): boolean {
  return head.seen.length >= MOST_SEEN * WIDTH;
}

/** `seen` with one more id, and whether the index must carry it instead. */
export function remember(seen: string, id: string | undefined): Pick<Entry, 'seen' | 'indexed'> {
  if (id === undefined) return { seen };
  return seen.length >= MOST_SEEN * WIDTH ? { seen, indexed: true } : { seen: seen + short(id) };
}

function short(id: string): string {
  return hash('sha256', id, 'base64url').slice(0, WIDTH);
}
