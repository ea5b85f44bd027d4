import { onByHand } from './by-hand.ts';
import {
  control,
  fromInside,
  fromOutside,
  journaled,
  type Place,
  placeAfter,
  placeOfMessage,
  SYSTEM,
  whoOf,
} from './commit.ts';
import type { Definition } from './definition.ts';
import {
  type EffectToken,
  type Entry,
  effectTokenOf,
  type JournalEvent,
  keyOf,
  type Recipient,
  sameToken,
  type Token,
  type Told,
  tokenOf,
} from './entry.ts';
import {
  type BatonError,
  EventNotAccepted,
  Finished,
  InvalidEvent,
  InvalidInput,
  NoIncident,
  NotDue,
  Paused,
  ReservedEvent,
  Stale,
} from './errors.ts';
import { RESERVED } from './event-types.ts';
import { onMessage, onStop, onStopped, startAsChild } from './family.ts';
import type { Advanced, Incoming, Sent, Surroundings, Within } from './incoming.ts';
import { begin, can, peek, step, thaw } from './kernel.ts';
import { incompletable, onTask } from './on-task.ts';
import { done, failed } from './outcomes.ts';
import { createReader } from './references.ts';
import { acceptedTypes } from './view.ts';
import { release } from './work.ts';

/**
 * The next entry of an instance, or why there is none. Pure: the same arguments give the same answer, and
 * nothing is done. A machine that throws on an event from outside refuses it; on an event from inside (a timer,
 * a result, a message) the instance goes to `failed`, as a live actor would. Refused with `ReferenceWanted` where it
 * reads what `around.data` does not have.
 */
export function advance(
  definition: Definition,
  head: Entry | undefined,
  incoming: Incoming,
  around: Surroundings,
): Advanced {
  const reader = createReader(around.data);
  const advanced = decide(definition, head, incoming, { ...around, reader });
  const wanted = reader.wanted();
  return wanted === undefined ? advanced : { refusal: wanted };
}

function decide(
  definition: Definition,
  head: Entry | undefined,
  incoming: Incoming,
  around: Within,
): Advanced {
  if (incoming.kind === 'start') return start(definition, incoming, around);
  if (head === undefined) throw new TypeError('Only a start has no head.');
  const closed = closedTo(head, incoming);
  if (closed !== undefined) return { refusal: closed };
  switch (incoming.kind) {
    case 'event':
      return onEvent(definition, head, incoming, around);
    case 'timer':
      return onTimer(definition, head, incoming.token, around);
    case 'result':
      return onResult(definition, head, incoming, around);
    case 'hold':
      return onHold(head, incoming, around);
    case 'retry':
      return onRetry(definition, head, incoming, around);
    case 'message':
      return onMessage(definition, head, incoming, around);
    case 'stop':
      return onStop(head, incoming.from, around);
    case 'claim':
    case 'release':
    case 'assign':
      return onTask(head, incoming, around);
    default:
      return onByHand(definition, head, incoming, around);
  }
}

/**
 * Why an instance that is not active takes nothing, or not this: while it is paused, what is under way comes in all
 * the same, and it can be resumed or cancelled.
 */
function closedTo(head: Entry, incoming: Incoming): BatonError | undefined {
  if (head.status === 'active') return undefined;
  const token = 'token' in incoming ? incoming.token : 'from' in incoming ? incoming.from?.place : undefined;
  if (head.status !== 'paused') {
    const byPerson = 'who' in incoming;
    if (token === undefined || byPerson) return new Finished(head.instance, head.status);
    return new Stale(keyOf(head.instance, token));
  }
  if (incoming.kind === 'timer') return new Stale(keyOf(head.instance, incoming.token));
  const comesIn = ['result', 'hold', 'message', 'stop'];
  const takes = [...comesIn, 'pause', 'resume', 'cancel', 'release', 'assign'].includes(incoming.kind);
  return takes ? undefined : new Paused(head.instance);
}

/** The armed timer that goes before anything else at `now`: the first by due time, revision and index. */
export function overdueTimer(head: Entry, now: number): Token | undefined {
  if (head.status !== 'active') return undefined;
  return head.timers
    .filter((timer) => timer.dueAt <= now)
    .sort((a, b) => a.dueAt - b.dueAt || a.revision - b.revision || a.index - b.index)[0];
}

function start(definition: Definition, incoming: Incoming & { kind: 'start' }, around: Within): Advanced {
  const { id, who, parent } = incoming;
  const input = definition.parseInput(incoming.input);
  if (parent !== undefined) return startAsChild(definition, input, parent, who, around);
  if ('issues' in input) return { refusal: new InvalidInput(definition.process, input.issues) };
  const event: JournalEvent = {
    type: 'xstate.init',
    ...(id !== undefined && { id }),
    payload: input.value,
    who,
  };
  return fromOutside(definition, undefined, event, around, 'event', (moment) =>
    begin(definition.machine, input.value, moment),
  );
}

function onEvent(
  definition: Definition,
  head: Entry,
  incoming: Incoming & { kind: 'event' },
  around: Within,
): Advanced {
  const { type } = incoming.event;
  if (String(type).startsWith(RESERVED)) return { refusal: new ReservedEvent(type) };
  const parsed = definition.parseEvent(incoming.event);
  const incomplete = incompletable(definition, head, incoming);
  if (incomplete !== undefined) return { refusal: incomplete };
  if ('issues' in parsed) return { refusal: new InvalidEvent(String(type), parsed.issues) };
  const sent = parsed.value as Sent;
  const { type: _, ...payload } = sent;
  const event: JournalEvent = {
    type,
    ...(incoming.id === undefined ? {} : { id: incoming.id }),
    ...(Object.keys(payload).length === 0 ? {} : { payload }),
    ...(incoming.task && { token: tokenOf(incoming.task) }),
    who: incoming.who,
  };
  return fromOutside(definition, head, event, around, 'event', (moment) => {
    const live = thaw(definition.machine, head);
    const next = step(definition.machine, live, sent, moment);
    const accepted = next.live !== live || next.actions.length > 0 || can(live, sent);
    return accepted
      ? next
      : new EventNotAccepted(type, peek(head.snapshot).value, acceptedTypes(definition, live));
  });
}

function onTimer(definition: Definition, head: Entry, token: Token, around: Within): Advanced {
  const timer = head.timers.find((armed) => sameToken(armed, token));
  const key = keyOf(head.instance, token);
  if (timer === undefined) return { refusal: new Stale(key) };
  if (timer.dueAt > around.now) return { refusal: new NotDue(key, timer.dueAt) };
  const rest = head.timers.filter((armed) => armed !== timer);
  const timers = timer.id === undefined ? rest : release(rest, timer.id);
  const event = { ...journaled(timer.event), token: tokenOf(timer), who: SYSTEM };
  const place = { ...placeAfter(head, 'timer', event, timer.dueAt), timers };
  if (timer.to === undefined) return fromInside(definition, place, timer.event, around);
  return sendOn(head, timer.to, timer.event, place, around);
}

/** A delayed `sendTo` has come: the machine itself has no part in it. */
function sendOn(head: Entry, to: Recipient, event: Told, place: Place, around: Within): Advanced {
  const alive = to === 'parent' || head.children.some((child) => !child.stopped && sameToken(child, to));
  const message = { kind: 'event', revision: head.revision + 1, index: 0, to, event } as const;
  const { kind, timers } = place;
  return { entry: control(head, place, { kind, timers, messages: alive ? [message] : [] }, around) };
}

function onResult(
  definition: Definition,
  head: Entry,
  { token, outcome, from }: Incoming & { kind: 'result' },
  around: Within,
): Advanced {
  const list: readonly (EffectToken & { id: string })[] = from === undefined ? head.pending : head.children;
  const actor = list.find((one) => sameToken(one, token));
  if (actor === undefined) return { refusal: new Stale(keyOf(head.instance, token)) };
  if (from !== undefined && 'stopped' in actor) return onStopped(head, from, outcome, around);
  const cause = 'error' in outcome ? failed(actor.id, outcome.error) : done(actor.id, outcome.output);
  const event = { type: cause.type, payload: outcome, token: effectTokenOf(actor), who: whoOf(from) };
  const place = {
    ...(from
      ? placeOfMessage(head, 'result', event, from, around)
      : placeAfter(head, 'result', event, around.now)),
    pending: head.pending.filter((awaited) => awaited !== actor),
    children: head.children.filter((child) => child !== actor),
  };
  return fromInside(definition, place, cause, around);
}

function onHold(head: Entry, incoming: Incoming & { kind: 'hold' }, around: Within): Advanced {
  const { token, code, attempts } = incoming;
  const effect = head.pending.find((awaited) => sameToken(awaited, token));
  if (effect === undefined || effect.held !== undefined)
    return { refusal: new Stale(keyOf(head.instance, token)) };
  const held = { code, at: around.now, attempts };
  const pending = head.pending.map((awaited) => (awaited === effect ? { ...effect, held } : awaited));
  const event = { type: 'hold', payload: { code, attempts }, token: effectTokenOf(effect), who: SYSTEM };
  const place = placeAfter(head, 'control', event, around.now);
  return { entry: control(head, place, { kind: 'control', pending }, around) };
}

function onRetry(
  definition: Definition,
  head: Entry,
  incoming: Incoming & { kind: 'retry' },
  around: Within,
): Advanced {
  const held = head.pending.filter((effect) => effect.held !== undefined);
  if (held.length === 0) return { refusal: new NoIncident(head.instance) };
  const pending = head.pending.map(({ held: was, ...effect }) =>
    was === undefined
      ? effect
      : { ...effect, deadlineAt: around.now + (definition.effects[effect.src]?.deadline ?? 0) },
  );
  const effects = held.map((effect) => ({ ...effectTokenOf(effect), id: effect.id, src: effect.src }));
  const { id, who, reason } = incoming;
  const event: JournalEvent = {
    ...journaled({ type: 'retry', ...(reason !== undefined && { reason }) }),
    ...(id !== undefined && { id }),
    who,
  };
  const place = placeAfter(head, 'control', event, around.now);
  return { entry: control(head, place, { kind: 'control', effects, pending }, around) };
}
