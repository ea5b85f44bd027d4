import type { Timeline } from '../adapters/ports/timeline.ts';
import type { RelayOptions } from '../engine/relay.ts';

/** Puts the transitions of an instance on its customer's timeline, from the one on with which it names a customer. */
export function createNoting(timeline: Pick<Timeline, 'note'>): NonNullable<RelayOptions['noted']> {
  return async (entries, { customer }) => {
    if (!customer) return;
    const moments = entries.map(({ instance: id, at, revision }) => ({
      ...{ customer, at, kind: 'instance', id, revision },
    }));
    await timeline.note(moments);
  };
}
