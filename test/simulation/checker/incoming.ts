import type { EffectOutcome, Incoming, Sent } from '../../../engine/advance.ts';
import type { Definition } from '../../../engine/definition.ts';
import { type Entry, sameToken } from '../../../engine/entry.ts';

/** What led to an entry, as it was handed to `advance`. */
export function incomingOf({ kind, event }: Entry): Incoming {
  const { type, id, payload = {}, token = { revision: 0, index: 0 }, who } = event;
  const identified = id === undefined ? {} : { id };
  switch (kind) {
    case 'timer':
      return { kind, token };
    case 'result':
      return { kind, token, outcome: payload as unknown as EffectOutcome };
    case 'control':
      if (type === 'retry') return { kind: 'retry', ...identified, who };
      return { kind: 'hold', token, code: String(payload.code), attempts: Number(payload.attempts) };
    case 'event':
      if (type === 'xstate.init') return { kind: 'start', input: payload, who };
      return { kind: 'event', event: { type, ...payload } as Sent, ...identified, who };
    case 'migration':
      throw new TypeError('The simulation has no migrations.');
  }
}

/**
 * What the writer's clock showed. An entry says it, unless that clock was behind the entry before: then only what
 * counts from it tells, and where nothing does it makes no difference.
 */
export function clockOf(entry: Entry, before: Entry | undefined, { effects }: Definition): number {
  const { at, recordedAt, revision, pending, event } = entry;
  if (recordedAt !== undefined) return recordedAt;
  if (before === undefined || at > before.at) return at;
  const held = pending.find((effect) => event.token !== undefined && sameToken(effect, event.token))?.held;
  if (entry.kind === 'control' && held !== undefined) return held.at;
  const fresh = pending.find(
    (effect) =>
      effect.revision === revision ||
      before.pending.some(
        (old) => sameToken(old, effect) && old.held !== undefined && effect.held === undefined,
      ),
  );
  return fresh === undefined ? at : fresh.deadlineAt - (effects[fresh.src]?.deadline ?? 0);
}
