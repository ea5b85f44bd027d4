import type { Moment, Timeline } from '../adapters/ports/timeline.ts';
import type { Entry } from '../engine/entry.ts';
import type { ProjectionItem } from '../engine/ports.ts';
import type { RelayOptions } from '../engine/relay.ts';
import type { RetireOptions } from '../engine/retire.ts';

/** Puts the transitions of an instance on its customer's timeline, from the one on with which it names a customer. */
export function createNoting(timeline: Pick<Timeline, 'note'>): NonNullable<RelayOptions['noted']> {
  return (entries, item) => timeline.note(momentsOf(entries, item));
}

/** Takes the transitions of an instance off its customer's timeline. */
export function createUnnoting(timeline: Pick<Timeline, 'forget'>): NonNullable<RetireOptions['unnoted']> {
  return (entries, item) => timeline.forget(momentsOf(entries, item));
}

function momentsOf(entries: readonly Entry[], { customer }: ProjectionItem): Moment[] {
  if (!customer) return [];
  return entries.map(({ instance: id, at, revision }) => ({ customer, at, kind: 'instance', id, revision }));
}
