import { createHash } from 'node:crypto';
import type { Contact, Slot } from './ports/contacts.ts';

/** A contact as it is kept: when, under which key's hash, of which campaign's hash. */
export type Send = readonly [at: number, key: string, campaign: string];

/** The contacts that are kept of a customer at most; a cap counts no further. */
export const MOST_SENDS = 100;

/** A short name for a key or a campaign: enough that two of one customer are never the same by chance. */
export function shortOf(name: string): string {
  return createHash('sha256').update(name).digest('base64url').slice(0, 11);
}

/** Whether a place is held under this key. */
export function holds(sends: readonly Send[], key: string): boolean {
  const short = shortOf(key);
  return sends.some(([, held]) => held === short);
}

/** Whether the caps leave room for a contact beside those that were made. */
export function slotAmong(sends: readonly Send[], { at, caps }: Contact): Slot {
  const waits = caps.flatMap(({ most, withinMs, campaign }): (number | undefined)[] => {
    const short = campaign && shortOf(campaign);
    const counted = sends
      .filter(([then, , of]) => (withinMs === undefined || then > at - withinMs) && (!short || of === short))
      .map(([then]) => then)
      .sort((a, b) => a - b);
    if (counted.length < most) return [];
    const leaves = counted[counted.length - Math.max(most, 1)];
    return [most < 1 || withinMs === undefined || leaves === undefined ? undefined : leaves + withinMs];
  });
  if (waits.length === 0) return { reserved: true };
  const times = waits.filter((until) => until !== undefined);
  // A cap over all time never leaves room again.
  return times.length < waits.length ? { reserved: false } : { reserved: false, until: Math.max(...times) };
}

/** The contacts with one more, as many of the newest as are kept. */
export function withSend(sends: readonly Send[], { at, key, campaign }: Contact): readonly Send[] {
  const send: Send = [at, shortOf(key), campaign === undefined ? '' : shortOf(campaign)];
  return [...sends, send].sort(([a], [b]) => a - b).slice(-MOST_SENDS);
}
