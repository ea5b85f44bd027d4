import { markOf } from '../../../engine/entry.ts';
import { viewOf } from '../../../engine/view.ts';
import { canonical } from './canonical.ts';
import type { Breach, Law } from './case.ts';

/** So much later than what falls due first may the sweep look: it gives grace to what was handed on. */
const GRACE_MS = 5 * 60_000;

/** The projection is what the journal says, and due whenever something is. */
export const projection: Law = ({ entries, item, definition, now, undone }) => {
  const head = entries.at(-1);
  if (head === undefined) {
    // A restore may leave items of instances that the journal does not have any more: lists leave them out.
    return item === undefined || undone.length > 0
      ? []
      : [{ law: 'projection-differs', what: 'there is no journal' }];
  }
  const { revision } = head;
  if (item === undefined) return [{ law: 'projection-differs', revision, what: 'there is none' }];
  const { leaves, key, customer } = viewOf(definition, head);
  const expected = {
    instance: head.instance,
    process: head.process,
    version: head.version,
    ...(key === undefined ? {} : { key }),
    ...(customer === undefined ? {} : { customer }),
    status: head.status,
    states: leaves,
    createdAt: head.createdAt,
    updatedAt: head.at,
    revision,
    relayed: revision,
    mark: markOf(head.hash),
  };
  const { due, ...rest } = item;
  const breaches: Breach[] = [];
  if (canonical(rest) !== canonical(expected)) {
    breaches.push({
      law: 'projection-differs',
      revision,
      what: `${canonical(rest)}, not ${canonical(expected)}`,
    });
  }
  const first = Math.min(...head.timers.map(({ dueAt }) => dueAt));
  const isWaiting = head.pending.some((effect) => effect.held === undefined);
  if (due === undefined && (isWaiting || head.timers.length > 0)) {
    breaches.push({ law: 'due-missing', revision, what: 'something waits, and nobody will look' });
  } else if (due !== undefined && due > Math.max(first, now) + GRACE_MS && head.timers.length > 0) {
    breaches.push({ law: 'due-late', revision, what: `${due - first} ms after what falls due first` });
  }
  return breaches;
};
