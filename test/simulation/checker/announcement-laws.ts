import { advance } from '../../../engine/advance.ts';
import { ENROLMENT } from '../../../engine/enrol.ts';
import { derivedId } from '../../../engine/ids.ts';
import { peek } from '../../../engine/kernel.ts';
import type { Ledger, Violation } from '../ledger.ts';
import { type Announced, announcementsOf } from './announced.ts';
import { canonical } from './canonical.ts';
import type { Case } from './case.ts';
import { isMessage } from './incoming.ts';

type Cases = ReadonlyMap<string, Case>;

/** Lists follow after an hour at the latest, and a read may show what was a minute ago. */
export const LISTED_MS = 62 * 60_000;
/** Clocks of two processes are off by seconds, and what is near counts as one. */
export const SKEW_MS = 21_000;
/** Longer than a telling takes where nothing is lost: who tells may be cut off, and the queue hand it out again, twice. */
const LATE_MS = 20 * 60_000;

/**
 * What a machine emits, and what people tell, reaches every instance of its customer that runs and takes it, once each
 * and as it was; and nothing else does.
 */
export function announcementLaws(ledger: Ledger, cases: Cases): readonly Violation[] {
  const all = announcementsOf(cases, ledger);
  const byId = new Map(all.map((one) => [one.received, one]));
  return [
    ...[...cases.values()].flatMap((one) => heard(one, byId)),
    ...all.flatMap((one) => missed(one, ledger, cases)),
  ];
}

/** What an instance has heard was announced, for its customer, as it heard it, and is heard once. */
function heard(one: Case, announced: ReadonlyMap<string, Announced>): Violation[] {
  const { instance, definition, entries, commits, undone } = one;
  const before = new Set<string>();
  return entries.flatMap((entry, place): Violation[] => {
    const { kind, event, revision } = entry;
    const { id = '', who, type, payload } = event;
    const isTold = who.kind === 'instance' ? !isMessage(entry) : announced.has(id);
    if (kind !== 'event' || revision === 1 || !isTold) return [];
    const found = (law: string, what: string) => [{ law, instance, revision, what: `${type} ${what}` }];
    const own = announced.get(id);
    if (own === undefined) return found('announcement-unknown', `of ${who.id} was never announced`);
    if (before.has(id)) return found('announcement-twice', `${own.cause} is heard again`);
    before.add(id);
    const parsed = definition.parseEvent(own.event);
    if (!('value' in parsed) || canonical(parsed.value) !== canonical({ type, ...payload }))
      return found('announcement-other', `is not ${canonical(own.event)}`);
    if (own.customer !== customerAt(one, place))
      return found('announcement-astray', `is about ${own.customer}`);
    const at = commits[place]?.at ?? 0;
    if (at < own.from && undone.length === 0) return found('announcement-early', 'had not come about');
    const isOwnCause = entries[0]?.event.id === derivedId(ENROLMENT, own.cause);
    if (entry.createdAt > own.at + SKEW_MS && !isOwnCause)
      return found('announcement-stale', 'came about before it began');
    if (one.climate === 'haste' && at - own.from > LATE_MS)
      return found('announcement-late', `by ${Math.round((at - own.from) / 60_000)} minutes`);
    return [];
  });
}

function customerAt({ definition, entries }: Case, place: number): string | undefined {
  const { snapshot } = entries[place] ?? {};
  return snapshot === undefined ? undefined : definition.customer(peek(snapshot).context as never);
}

/** Who stood in the lists, ran and took it all the time until it was told has heard it. */
function missed(announced: Announced, { telling }: Ledger, cases: Cases): Violation[] {
  const { event, customer, from, until, received } = announced;
  if (until === undefined || customer === undefined) return [];
  return [...cases.values()].flatMap((one): Violation[] => {
    const { instance, definition, entries, item, undone } = one;
    if (item?.customer !== customer || !definition.eventTypes.includes(event.type)) return [];
    if ((telling.listed.get(instance) ?? Infinity) > from - LISTED_MS) return [];
    if (undone.some(({ at }) => at >= from) || entries.some((entry) => entry.event.id === received))
      return [];
    if (isUnknowing(telling, definition.process, from, until)) return [];
    if (!takesAllAlong(one, announced, until)) return [];
    return [
      { law: 'announcement-lost', instance, what: `${event.type} ${announced.cause} never reached it` },
    ];
  });
}

/** Whether some process may not have known a definition then. */
export function isUnknowing(
  { unknowing }: Ledger['telling'],
  process: string,
  from: number,
  until: number,
): boolean {
  return unknowing.some((one) => one.process === process && one.from <= until && one.until >= from);
}

/** Whether an instance took an event wherever it stood from the moment that it came about. */
function takesAllAlong(one: Case, { event, from }: Announced, until: number): boolean {
  const { instance, definition, entries, commits, shelf } = one;
  const standing = (at: number) => commits.filter((commit) => commit.at <= at).length;
  for (let revision = standing(from); revision <= standing(until); revision++) {
    const head = entries[revision - 1];
    if (head === undefined) return false;
    const data = shelf.standing(commits[revision - 1]?.at ?? 0);
    const around = { instance, now: head.at, commit: '', data };
    const incoming = { kind: 'event', event, who: { kind: 'system', id: 'checker' } } as const;
    if (!('entry' in advance(definition, head, incoming, around))) return false;
  }
  return true;
}
