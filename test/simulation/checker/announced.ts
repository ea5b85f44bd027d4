import { keyOf, markOf, type Who } from '../../../engine/entry.ts';
import { derivedId } from '../../../engine/ids.ts';
import type { Sent } from '../../../engine/incoming.ts';
import { peek } from '../../../engine/kernel.ts';
import type { Ledger } from '../ledger.ts';
import type { Case } from './case.ts';

/** An event that was to be told: what a machine emitted, or a person said. */
export interface Announced {
  readonly event: Sent;
  /** Under which a rule counts it. */
  readonly cause: string;
  /** Under which an instance has received it. */
  readonly received: string;
  readonly customer: string | undefined;
  /** When it came about, in truth and by its own word; 0 and never where nobody knows. */
  readonly from: number;
  readonly at: number;
  /** By when it was told; undefined where nobody says so. */
  readonly until: number | undefined;
}

/** Everything that was ever to be told. */
export function announcementsOf(
  cases: ReadonlyMap<string, Case>,
  { telling }: Pick<Ledger, 'telling'>,
): readonly Announced[] {
  const emitted = [...cases.values()].flatMap((one) => [
    ...one.undone.flatMap(({ entries }) => entries.flatMap((entry) => emittedBy(one, entry))),
    ...one.entries.flatMap((entry, place) => {
      if (entry.emitted.length === 0) return [];
      const from = one.commits[place]?.at ?? 0;
      const handed = telling.handed.get(one.instance) ?? [];
      const until = handed.find(({ relayed, at }) => at >= from && relayed >= entry.revision)?.at;
      return emittedBy(one, entry, { from, at: entry.recordedAt ?? entry.at, until });
    }),
  ]);
  const people = telling.people.map(({ who, event, cause, customer, from, until }) => ({
    ...{ event, cause, customer, received: derivedId(who, cause), from, at: Infinity, until },
  }));
  return [...emitted, ...people];
}

const NEVER = { from: 0, at: Infinity, until: undefined };

function emittedBy(
  { definition, instance }: Case,
  { emitted, snapshot, revision, hash }: Case['entries'][number],
  times: Pick<Announced, 'from' | 'at' | 'until'> = NEVER,
): readonly Announced[] {
  const who: Who = { kind: 'instance', id: instance };
  return emitted.map((event, index) => {
    const cause = keyOf(instance, { revision, index, mark: markOf(hash) });
    return {
      ...{ event: { ...event, instance }, cause, received: derivedId(who, cause), ...times },
      customer: definition.customer(peek(snapshot).context as never),
    };
  });
}
