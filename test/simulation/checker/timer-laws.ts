import { sameToken, type Timer } from '../../../engine/entry.ts';
import type { Breach, Law } from './case.ts';
import { isMessage } from './incoming.ts';

/** So long after it was due, a timer that is still armed is lost: everything is quiet, and nothing fails. */
const LOST_MS = 15 * 60_000;

/** A timer fires once, armed, due by its writer's clock, at its due time, and before whatever comes later. */
export const timers: Law = ({ entries, commits }) => {
  const breaches: Breach[] = [];
  for (const [place, entry] of entries.entries()) {
    const { revision, kind, event, at, recordedAt } = entry;
    const before = entries[place - 1];
    if (before === undefined) continue;
    const found = (law: string, what: string) => breaches.push({ law, revision, what });
    const { token } = event;
    const fired =
      kind === 'timer'
        ? before.timers.find((one) => token !== undefined && sameToken(one, token))
        : undefined;
    if (kind === 'timer') {
      if (fired === undefined) {
        found('timer-stale', `${event.type} was not armed`);
        continue;
      }
      const clock = commits[place]?.clock ?? 0;
      if (clock < fired.dueAt)
        found('timer-early', `${event.type} fired ${fired.dueAt - clock} ms before it was due`);
      const expected = Math.max(fired.dueAt, before.at);
      if (at !== expected) found('timer-misdated', `${event.type} took effect ${at - expected} ms off`);
    }
    // Where its writer's clock was behind the entry before, or behind the clock of parent or child whose message it
    // is, nobody knows what was due by it.
    const isOwnTime = at > before.at && !isMessage(entry);
    const clock = recordedAt ?? (isOwnTime ? at : 0);
    const overtaken = before.timers.find(
      (one) => one !== fired && one.dueAt <= clock && (fired === undefined || isBefore(one, fired)),
    );
    if (overtaken !== undefined)
      found('timer-overtaken', `${overtaken.event.type} was due before ${event.type}`);
  }
  return breaches;
};

/** No timer that is due is still armed. */
export const timersLost: Law = ({ entries, now }) =>
  (entries.at(-1)?.timers ?? [])
    .filter(({ dueAt }) => dueAt < now - LOST_MS)
    .map(({ event, dueAt }) => ({
      law: 'timer-lost',
      revision: entries.length,
      what: `${event.type} was due ${Math.round((now - dueAt) / 60_000)} minutes ago`,
    }));

function isBefore(a: Timer, b: Timer): boolean {
  return (a.dueAt - b.dueAt || a.revision - b.revision || a.index - b.index) < 0;
}
