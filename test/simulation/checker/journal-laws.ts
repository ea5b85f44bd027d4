import { advance } from '../../../engine/advance.ts';
import { brokenLinks } from '../../../engine/chain.ts';
import type { Entry } from '../../../engine/entry.ts';
import type { Breach, Law } from './case.ts';
import { clockOf, incomingOf } from './incoming.ts';

/** Revisions are 1, 2, 3, …; each entry continues the one before, and fits its hash. */
export const chain: Law = ({ entries }) =>
  entries.flatMap((entry, place) =>
    brokenLinks(entries[place - 1], entry).map((what) => ({
      law: 'chain-broken',
      revision: entry.revision,
      what,
    })),
  );

/** The journal equals a run in memory of the same events: snapshots, effects, timers, everything that was decided. */
export const replay: Law = ({ instance, definition, entries, shelf }) => {
  const breaches: Breach[] = [];
  for (const [place, entry] of entries.entries()) {
    const before = entries[place - 1];
    const now = clockOf(entry, before, definition);
    const around = { instance, now, commit: entry.commit, data: shelf.of(entry) };
    const advanced = advance(definition, before, incomingOf(entry, before), around);
    const again = 'entry' in advanced ? advanced.entry : undefined;
    if (again?.hash === entry.hash) continue;
    const what =
      again === undefined ? 'it would have been refused' : `it would have another ${differing(entry, again)}`;
    breaches.push({ law: 'replay-differs', revision: entry.revision, what });
  }
  return breaches;
};

function differing(entry: Entry, again: Entry): string {
  const fields = Object.keys({ ...entry, ...again }) as (keyof Entry)[];
  const names = fields.filter((field) => JSON.stringify(entry[field]) !== JSON.stringify(again[field]));
  return names.filter((name) => name !== 'hash').join(', ');
}
