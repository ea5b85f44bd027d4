import { advance } from '../../../engine/advance.ts';
import { KEPT_MS } from '../fleet/books.ts';
import type { Breach, Law } from './case.ts';
import { clockOf, incomingOf } from './incoming.ts';

/** Longer than a function takes from its first look at reference data to its last write, and a clock is off. */
const SLACK_MS = 6 * 60_000;

/** What a transition consulted was there, and was the newest or that of a moment ago; and it consulted what was there. */
export const references: Law = ({ instance, definition, entries, commits, shelf }) =>
  entries.flatMap((entry, place): Breach[] => {
    const { revision } = entry;
    const at = commits[place]?.at ?? 0;
    const breaches: Breach[] = [];
    const consulted = entry.references ?? [];
    for (const one of consulted) {
      const what = `${one.kind} ${one.id} ${one.revision}`;
      const { own, next } = shelf.revision(one);
      if (own === undefined || own.at > at) breaches.push({ law: 'reference-unknown', revision, what });
      if (next !== undefined && next.at < at - KEPT_MS - SLACK_MS)
        breaches.push({ law: 'reference-old', revision, what });
    }
    if (definition.settings === undefined || consulted.some(({ kind }) => kind === 'settings'))
      return breaches;
    // What stood for so long is read by whoever reads at all.
    const data = shelf.standing(at - KEPT_MS - SLACK_MS);
    if (data.get(`settings/${definition.process}`) === null) return breaches;
    const before = entries[place - 1];
    const around = { instance, now: clockOf(entry, before, definition), commit: entry.commit, data };
    const advanced = advance(definition, before, incomingOf(entry, before), around);
    const reads = 'entry' in advanced ? (advanced.entry.references ?? []) : [];
    const missed = reads.find(({ kind }) => kind === 'settings');
    if (missed !== undefined)
      breaches.push({ law: 'reference-missed', revision, what: `settings ${missed.id}` });
    return breaches;
  });
