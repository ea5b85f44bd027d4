import type { Entry } from '../../engine/entry.ts';
import { peek } from '../../engine/kernel.ts';
import type { LogEvent } from '../../exchange/xes.ts';

/** What the standard lifecycle of XES calls what is done by hand. */
const BY_HAND: Readonly<Record<string, string>> = {
  ...{ pause: 'suspend', hold: 'suspend', resume: 'resume', retry: 'resume' },
  ...{ cancel: 'pi_abort', stop: 'pi_abort' },
  ...{ claim: 'assign', assign: 'assign', reassign: 'reassign', release: 'withdraw' },
};

/** A transition as an event log has it: names, ids and codes alone; what an event carried stays in the journal. */
export function toLogEvent({ event, kind, revision, status, snapshot, at }: Entry): LogEvent {
  return {
    activity: event.type,
    lifecycle: lifecycleOf(kind, event.type),
    at,
    resource: event.who.id,
    role: event.who.kind,
    more: { revision, kind, status, state: leavesIn(peek(snapshot).value).join(' ') },
  };
}

function lifecycleOf(kind: Entry['kind'], type: string): string {
  if (kind === 'control' && Object.hasOwn(BY_HAND, type)) return BY_HAND[type] ?? 'complete';
  return kind === 'result' && type.startsWith('xstate.error.') ? 'ate_abort' : 'complete';
}

/** Dotted paths of the states in a state value. */
function leavesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const leaves = leavesIn(inner);
    return leaves.length === 0 ? [name] : leaves.map((leaf) => `${name}.${leaf}`);
  });
}
