import {
  commit,
  control,
  Failure,
  failureCode,
  freezeAll,
  fromInside,
  journaled,
  momentOf,
  NOTHING,
  type Place,
  placeOfMessage,
  whoOf,
} from './commit.ts';
import type { Definition } from './definition.ts';
import {
  type Child,
  type Entry,
  type JournalEvent,
  keyOf,
  sameToken,
  type Token,
  type Told,
  tokenOf,
  type Who,
} from './entry.ts';
import { InvalidInput, Stale } from './errors.ts';
import { RESERVED } from './event-types.ts';
import type { Advanced, Beginning, EffectOutcome, Incoming, Sender, Within } from './incoming.ts';
import { requireJson } from './json.ts';
import { begin, type Live, stillborn } from './kernel.ts';
import { settle } from './settle.ts';
import { lastWords } from './work.ts';

/** A child comes from inside: where it cannot begin, it is there and has failed, so that its parent hears of it. */
export function startAsChild(
  definition: Definition,
  input: ReturnType<Definition['parseInput']>,
  { at: asked, ...parent }: Beginning,
  who: Who,
  around: Within,
): Advanced {
  const payload = 'value' in input ? { payload: input.value } : {};
  const event: JournalEvent = { type: 'xstate.init', ...payload, token: tokenOf(parent), who };
  const place = { ...NOTHING, parent, kind: 'event', event, at: asked } as const;
  const moment = momentOf(place, around);
  try {
    if (around.failure !== undefined) throw new Failure(around.failure);
    if ('issues' in input) throw new InvalidInput(definition.process, input.issues);
    requireJson(input.value);
    const first = begin(definition.machine, input.value, moment);
    const settled = settle(definition, first, NOTHING, moment);
    return commit(definition, place, settled, freezeAll(settled), around);
  } catch (cause) {
    const live = { status: 'error', error: { code: failureCode(cause) } } as unknown as Live;
    const settled = settle(definition, { live, thrown: { cause } }, NOTHING, moment);
    return commit(definition, place, settled, stillborn(live.error), around);
  }
}

/** A child that was stopped has ended. Its machine's id may be another's by now: this machine does not hear of it. */
export function onStopped(head: Entry, from: Sender, outcome: EffectOutcome, around: Within): Advanced {
  const child = from.child ?? from.place;
  const event = { type: 'stopped', payload: outcome, token: tokenOf(child), who: whoOf(from) };
  const place = placeOfMessage(head, 'control', event, from, around);
  const children = head.children.filter((one) => !sameToken(one, child));
  return { entry: control(head, place, { kind: 'control', children }, around) };
}

/**
 * An event from parent or child: once, and in the order in which it was sent. What the machine does not take where
 * it stands is journaled too, so that it is not taken later.
 */
export function onMessage(
  definition: Definition,
  head: Entry,
  { event: told, from }: Incoming & { kind: 'message' },
  around: Within,
): Advanced {
  const received = receive(head, from);
  const snapshotOfStopped = told.type.startsWith(RESERVED) && isStopped(head, from.child);
  if (received === undefined || snapshotOfStopped)
    return { refusal: new Stale(keyOf(from.instance, from.place)) };
  const known = underItsName(head, told, from.child);
  const event = { ...journaled(known), token: from.place, who: whoOf(from) };
  const place = { ...placeOfMessage(head, 'event', event, from, around), ...received };
  return fromInside(definition, place, known, around);
}

/** A child tells its snapshots under the name that it was given; a migration may have given it another. */
function underItsName({ children }: Entry, told: Told, token: Token | undefined): Told {
  const child = token && children.find((one) => sameToken(one, token));
  return told.type.startsWith(RESERVED) && child ? { ...told, type: `xstate.snapshot.${child.id}` } : told;
}

/** The watermark raised; undefined where nothing is expected from this sender, or no longer this message. */
function receive(head: Entry, { instance, child: token, place }: Sender): Partial<Place> | undefined {
  const { parent, children } = head;
  if (token === undefined) {
    if (parent?.instance !== instance || !isAbove(place, parent.received)) return undefined;
    return { parent: { ...parent, received: place } };
  }
  const child = children.find((one) => sameToken(one, token));
  if (child === undefined || !isAbove(place, child.received)) return undefined;
  return { children: children.map((one): Child => (one === child ? { ...one, received: place } : one)) };
}

function isStopped({ children }: Entry, token: Token | undefined): boolean {
  return token !== undefined && children.some((child) => child.stopped === true && sameToken(child, token));
}

function isAbove(place: Token, received: Token | undefined): boolean {
  if (received === undefined || place.revision > received.revision) return true;
  return place.revision === received.revision && place.index > received.index;
}

/** The parent no longer wants it. Like a live actor that is stopped, it runs no exit actions. */
export function onStop(head: Entry, from: Sender, around: Within): Advanced {
  if (receive(head, from) === undefined) return { refusal: new Stale(keyOf(from.instance, from.place)) };
  const event = { type: 'stop', token: from.place, who: whoOf(from) };
  const place = placeOfMessage(head, 'control', event, from, around);
  const messages = lastWords(head.children, head.revision + 1);
  const closed = head.tasks.map(tokenOf);
  const ended = { ...NOTHING, messages, closed, status: 'cancelled' } as const;
  return { entry: control(head, place, { kind: 'control', ...ended }, around) };
}
