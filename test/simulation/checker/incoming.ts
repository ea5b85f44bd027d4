import type { Definition } from '../../../engine/definition.ts';
import { type Entry, sameToken, type Token } from '../../../engine/entry.ts';
import { childId } from '../../../engine/ids.ts';
import type { EffectOutcome, Incoming, Sender, Sent } from '../../../engine/incoming.ts';

const NOWHERE: Token = { revision: 0, index: 0 };

/** Whether an entry is what parent or child sent: what another instance announced has no place in a journal. */
export function isMessage({ event: { who, token } }: Entry): boolean {
  return who.kind === 'instance' && token !== undefined;
}

/** What led to an entry, as it was handed to `advance`. */
export function incomingOf(entry: Entry, before: Entry | undefined): Incoming {
  const { kind, event, parent, at } = entry;
  const { type, id, payload = {}, token = NOWHERE, who } = event;
  const identified = id === undefined ? {} : { id };
  const outcome = payload as unknown as EffectOutcome;
  const from = isMessage(entry) ? senderOf(entry, before) : undefined;
  switch (kind) {
    case 'timer':
      return { kind, token };
    case 'result':
      return { kind, token, outcome, ...(from && { from }) };
    case 'control':
      if (type === 'retry') return { kind: 'retry', ...identified, who };
      if (from !== undefined)
        return type === 'stop' ? { kind: 'stop', from } : { kind: 'result', token, outcome, from };
      if (type !== 'hold') return deedOf(entry);
      return { kind: 'hold', token, code: String(payload.code), attempts: Number(payload.attempts) };
    case 'event':
      if (type === 'xstate.init') {
        const family = parent && { parent: { ...parent, at } };
        return { kind: 'start', input: payload, ...identified, who, ...family };
      }
      if (from !== undefined) return { kind: 'message', event: { type, ...payload }, from };
      return {
        ...{ kind: 'event', event: { type, ...payload } as Sent, ...identified, who },
        // The person is not in the journal: here it is who sends it.
        ...(event.token && { task: { ...token, person: who.id } }),
      };
    case 'migration':
      throw new TypeError('The simulation has no migrations.');
  }
}

/** What a person, or the choice of a person, did to an instance or one of its tasks. */
function deedOf({ event: { type, id, payload = {}, token = NOWHERE, who } }: Entry): Incoming {
  const identified = id === undefined ? {} : { id };
  const { person, reason = '' } = payload as { person: string; reason?: string };
  switch (type) {
    case 'claim':
    case 'release':
      return { kind: type, token, person, who, ...identified };
    case 'assign':
      return { kind: type, token, person, who, ...identified, ...(reason !== '' && { reason }) };
    case 'pause':
    case 'resume':
    case 'cancel':
      return { kind: type, reason, who, ...identified };
    default:
      throw new TypeError(`The simulation has no ${type}.`);
  }
}

/** Parent or child that sent what an entry received: the entry names the instance, and the place in its journal. */
function senderOf({ event, instance, at }: Entry, before: Entry | undefined): Sender {
  const { who, token: place = NOWHERE } = event;
  const child = before?.children.find((one) => childId(instance, one) === who.id);
  const named = child && { child: { revision: child.revision, index: child.index } };
  return { instance: who.id, place, at, ...named };
}

/**
 * What the writer's clock showed. An entry says it where it is later than the time at which it took effect;
 * otherwise what counts from it tells, and where nothing does it makes no difference.
 */
export function clockOf(entry: Entry, before: Entry | undefined, { effects }: Definition): number {
  const { at, recordedAt, revision, pending, event } = entry;
  if (recordedAt !== undefined) return recordedAt;
  const held = pending.find((effect) => event.token !== undefined && sameToken(effect, event.token))?.held;
  if (entry.kind === 'control' && held !== undefined) return held.at;
  const fresh = pending.find(
    (effect) =>
      effect.revision === revision ||
      before?.pending.some(
        (old) => sameToken(old, effect) && old.held !== undefined && effect.held === undefined,
      ),
  );
  return fresh === undefined ? at : fresh.deadlineAt - (effects[fresh.src]?.deadline ?? 0);
}
