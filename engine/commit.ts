import { seal } from './chain.ts';
import type { Definition } from './definition.ts';
import type { Entry, JournalEvent, Kind, Parent, Told, Who } from './entry.ts';
import { type BatonError, EventFailed, InvalidInput } from './errors.ts';
import type { Advanced, Sender, Surroundings, Within } from './incoming.ts';
import { NotJson, requireJson } from './json.ts';
import { freeze, type Live, type Step, step, thaw } from './kernel.ts';
import { EndlessLoop, UndurableStep } from './machine-actions.ts';
import { ReferenceMissing } from './references.ts';
import { remember } from './seen.ts';
import { type First, type Settled, settle } from './settle.ts';
import type { Moment, Waiting } from './work.ts';

export const SYSTEM: Who = { kind: 'system', id: 'baton' };

/** Where the next entry goes, and what is armed, awaited and alive when its step begins. */
export interface Place extends Waiting {
  /** Absent where the instance begins. */
  readonly head?: Entry;
  readonly parent?: Parent;
  readonly kind: Kind;
  readonly event: JournalEvent;
  readonly at: number;
}

export type After = Place & { readonly head: Entry };

export const NOTHING: Waiting = { timers: [], pending: [], children: [], tasks: [] };

/** After `head`, at `when` or at the head's time, whichever is later. */
export function placeAfter(head: Entry, kind: Kind, event: JournalEvent, when: number): After {
  const { timers, pending, children, tasks, parent } = head;
  const at = Math.max(when, head.at);
  return { head, kind, event, at, timers, pending, children, tasks, ...(parent && { parent }) };
}

/** Where a message takes effect: when it was sent; a sender whose clock is ahead is believed up to now. */
export function placeOfMessage(
  head: Entry,
  kind: Kind,
  event: JournalEvent,
  from: Sender,
  { now }: Surroundings,
): After {
  return placeAfter(head, kind, event, Math.min(from.at, now));
}

/** An event from outside: what the machine throws, or what cannot be kept, refuses it. */
export function fromOutside(
  definition: Definition,
  head: Entry | undefined,
  event: JournalEvent,
  around: Within,
  kind: 'event' | 'control',
  first: (moment: Moment) => Step | BatonError,
): Advanced {
  const place: Place = head
    ? placeAfter(head, kind, event, around.now)
    : { ...NOTHING, kind, event, at: around.now };
  const moment = momentOf(place, around);
  try {
    const next = first(moment);
    if (next instanceof Error) return { refusal: next };
    const settled = settle(definition, next, place, moment);
    const snapshot = freezeAll(settled);
    requireJson(event.payload);
    return commit(definition, place, settled, snapshot, around);
  } catch (cause) {
    return { refusal: new EventFailed(event.type, definition.process, cause, reasonOf(cause)) };
  }
}

/** An event from inside: what the machine throws is where the instance ends. */
export function fromInside(definition: Definition, place: After, cause: Told, around: Within): Advanced {
  const moment = momentOf(place, around);
  const live = thaw(definition.machine, place.head);
  const carry = (first: First, to: Place): Advanced => {
    const settled = settle(definition, first, to, moment);
    return commit(definition, to, settled, freezeAll(settled), around);
  };
  try {
    if (around.failure !== undefined) throw new Failure(around.failure);
    return carry(step(definition.machine, live, cause, moment), place);
  } catch (thrown) {
    // What did not fit the store does not fit as the payload of the last event either.
    const { payload: _, ...bare } = place.event;
    const event = around.failure === undefined ? place.event : bare;
    return carry({ live, thrown: { cause: thrown } }, { ...place, event });
  }
}

/** The store's verdict on an entry, as the reason for the end of its instance. */
export class Failure extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`The transition cannot be kept: ${code}.`);
    this.code = code;
  }
}

/** Why a machine failed, as a code: one of ours, or `event-failed` for whatever its author's code threw. */
export function failureCode(cause: unknown): string {
  return reasonOf(cause) ?? 'event-failed';
}

function reasonOf(cause: unknown): string | undefined {
  const ours = [UndurableStep, EndlessLoop, NotJson, InvalidInput, ReferenceMissing, Failure];
  return ours.some((kind) => cause instanceof kind) ? (cause as Failure).code : undefined;
}

export function freezeAll({ live, thrown, pending, children }: Settled): string {
  const living = new Set([...pending, ...children.filter(({ stopped }) => !stopped)].map(({ id }) => id));
  const ended = thrown === undefined ? live : { ...live, error: { code: failureCode(thrown.cause) } };
  return freeze(ended as Live, (id) => living.has(id));
}

export function momentOf(
  { head, parent, at }: Pick<Place, 'head' | 'parent' | 'at'>,
  around: Within,
): Moment {
  return {
    instance: around.instance,
    revision: (head?.revision ?? 0) + 1,
    commit: around.commit,
    at,
    now: around.now,
    inline: around.inline ?? {},
    reader: around.reader,
    parent: parent === undefined ? 'none' : parent.sync === true ? 'listening' : 'there',
  };
}

export function commit(
  definition: Definition,
  { head, parent, kind, event, at }: Pick<Place, 'head' | 'parent' | 'kind' | 'event' | 'at'>,
  settled: Settled,
  snapshot: string,
  around: Within,
): Advanced {
  const { effects, inline, timers, pending, children, messages, tasks, closed, emitted } = settled;
  const { thrown, causes, logged } = settled;
  const references = around.reader.consulted();
  const decisions = around.reader.decided();
  const failure = thrown !== undefined || settled.live.status === 'error';
  const entry = seal({
    instance: around.instance,
    revision: (head?.revision ?? 0) + 1,
    kind,
    process: definition.process,
    version: definition.version,
    at,
    ...(around.now > at ? { recordedAt: around.now } : {}),
    createdAt: head?.createdAt ?? at,
    event,
    snapshot,
    ...standing(failure ? 'failed' : settled.live.status, head),
    effects,
    inline,
    timers,
    pending,
    ...(parent && { parent }),
    children,
    messages,
    tasks,
    closed,
    emitted,
    ...(references.length > 0 && { references }),
    ...(decisions.length > 0 && { decisions }),
    ...remember(head?.seen ?? '', event.id),
    commit: around.commit,
    previous: head?.hash ?? '',
  });
  return { entry, causes: thrown === undefined ? causes : [...causes, thrown.cause], logged };
}

/** A pause outlasts what comes in meanwhile, unless that is the end. */
function standing(status: string, head: Entry | undefined): Pick<Entry, 'status' | 'pausedAt'> {
  if (status !== 'active') return { status: status === 'done' ? 'done' : 'failed' };
  return head?.pausedAt === undefined ? { status: 'active' } : { status: 'paused', pausedAt: head.pausedAt };
}

/** An entry that changes what is awaited and leaves the machine where it stands. */
export function control(
  head: Entry,
  { event, at }: Pick<Place, 'event' | 'at'>,
  change: Pick<Entry, 'kind'> & Partial<Entry>,
  around: Within,
): Entry {
  const { hash: previous, recordedAt: _, indexed: __, references: ___, decisions: ____, ...kept } = head;
  return seal({
    ...kept,
    ...{ effects: [], inline: [], messages: [], closed: [], emitted: [] },
    ...change,
    revision: head.revision + 1,
    at,
    ...(around.now > at ? { recordedAt: around.now } : {}),
    event,
    ...remember(head.seen, event.id),
    commit: around.commit,
    previous,
  });
}

/** An event as the journal has it, its payload apart. */
export function journaled({ type, ...payload }: Told): Pick<JournalEvent, 'type' | 'payload'> {
  return Object.keys(payload).length === 0 ? { type } : { type, payload };
}

export function whoOf(from: Sender | undefined): Who {
  return from === undefined ? SYSTEM : { kind: 'instance', id: from.instance };
}
