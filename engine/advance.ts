import { seal } from './chain.ts';
import type { Definition, Inline } from './definition.ts';
import { type Entry, type JournalEvent, type Kind, keyOf, sameToken, type Token, type Who } from './entry.ts';
import {
  type BatonError,
  EventFailed,
  EventNotAccepted,
  Finished,
  InvalidEvent,
  InvalidInput,
  NoIncident,
  NotDue,
  ReservedEvent,
  Stale,
} from './errors.ts';
import { RESERVED } from './event-types.ts';
import { begin, can, freeze, type Live, peek, type Step, step, thaw } from './kernel.ts';
import { remember } from './seen.ts';
import { done, failed, type Moment, release, type Settled, settle, type Waiting } from './settle.ts';
import { acceptedTypes } from './view.ts';

/** What moves an instance. Everything enters through one of these. */
export type Incoming =
  | { readonly kind: 'start'; readonly input: unknown; readonly who: Who }
  | { readonly kind: 'event'; readonly event: Sent; readonly id?: string; readonly who: Who }
  | { readonly kind: 'timer'; readonly token: Token }
  | { readonly kind: 'result'; readonly token: Token; readonly outcome: EffectOutcome }
  | { readonly kind: 'hold'; readonly token: Token; readonly code: string; readonly attempts: number }
  | { readonly kind: 'retry'; readonly id?: string; readonly who: Who };

/** An event as a caller sends it. */
export type Sent = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What became of an effect. Errors are codes, never free text. */
export type EffectOutcome = { readonly output: unknown } | { readonly error: { readonly code: string } };

/** Everything that `advance` may know besides its other arguments. */
export interface Surroundings {
  readonly instance: string;
  /** Epoch milliseconds, from the caller's clock. */
  readonly now: number;
  /** The request's id, the same in every retry of it. */
  readonly commit: string;
  /** Implementations that replace the definition's own inline actors, by name. */
  readonly inline?: Readonly<Record<string, Inline>>;
  /** Reference data for inline actors. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Ends the instance with this code instead of what the event from inside would lead to: it cannot be kept. */
  readonly failure?: string;
}

/** `causes`: what was thrown on the way, for a log; the entry has only codes. */
export type Advanced =
  | { readonly entry: Entry; readonly causes?: readonly unknown[] }
  | { readonly refusal: BatonError };

/**
 * The next entry of an instance, or why there is none. Pure: the same arguments give the same answer, and
 * nothing is done. A machine that throws on an event from outside refuses it; on an event from inside (a timer,
 * a result) the instance goes to `failed`, as a live actor would.
 */
export function advance(
  definition: Definition,
  head: Entry | undefined,
  incoming: Incoming,
  around: Surroundings,
): Advanced {
  if (incoming.kind === 'start') return start(definition, incoming, around);
  if (head === undefined) throw new TypeError('Only a start has no head.');
  if (head.status !== 'active') {
    const token = 'token' in incoming ? incoming.token : undefined;
    const refusal = token ? new Stale(keyOf(head.instance, token)) : new Finished(head.instance, head.status);
    return { refusal };
  }
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
  }
}

/** The armed timer that goes before anything else at `now`: the first by due time, revision and index. */
export function overdueTimer(head: Entry, now: number): Token | undefined {
  return head.timers
    .filter((timer) => timer.dueAt <= now)
    .sort((a, b) => a.dueAt - b.dueAt || a.revision - b.revision || a.index - b.index)[0];
}

const SYSTEM: Who = { kind: 'system', id: 'baton' };

function start(
  definition: Definition,
  incoming: Incoming & { kind: 'start' },
  around: Surroundings,
): Advanced {
  const input = definition.parseInput(incoming.input);
  if ('issues' in input) return { refusal: new InvalidInput(definition.process, input.issues) };
  const event: JournalEvent = { type: 'xstate.init', payload: input.value, who: incoming.who };
  return fromOutside(definition, undefined, event, around, () => begin(definition.machine, input.value));
}

function onEvent(
  definition: Definition,
  head: Entry,
  incoming: Incoming & { kind: 'event' },
  around: Surroundings,
): Advanced {
  const { type } = incoming.event;
  if (String(type).startsWith(RESERVED)) return { refusal: new ReservedEvent(type) };
  const parsed = definition.parseEvent(incoming.event);
  if ('issues' in parsed) return { refusal: new InvalidEvent(String(type), parsed.issues) };
  const sent = parsed.value as Sent;
  const { type: _, ...payload } = sent;
  const event: JournalEvent = {
    type,
    ...(incoming.id === undefined ? {} : { id: incoming.id }),
    ...(Object.keys(payload).length === 0 ? {} : { payload }),
    who: incoming.who,
  };
  return fromOutside(definition, head, event, around, () => {
    const live = thaw(definition.machine, head.snapshot);
    const next = step(definition.machine, live, sent);
    const accepted = next.live !== live || next.actions.length > 0 || can(live, sent);
    return accepted
      ? next
      : new EventNotAccepted(type, peek(head.snapshot).value, acceptedTypes(definition, live));
  });
}

function onTimer(definition: Definition, head: Entry, token: Token, around: Surroundings): Advanced {
  const timer = head.timers.find((armed) => sameToken(armed, token));
  const key = keyOf(head.instance, token);
  if (timer === undefined) return { refusal: new Stale(key) };
  if (timer.dueAt > around.now) return { refusal: new NotDue(key, timer.dueAt) };
  const rest = head.timers.filter((armed) => armed !== timer);
  const waiting = { timers: timer.id === undefined ? rest : release(rest, timer.id), pending: head.pending };
  const { type, ...payload } = timer.event;
  const event: JournalEvent = {
    type,
    ...(Object.keys(payload).length === 0 ? {} : { payload }),
    token: tokenOf(timer),
    who: SYSTEM,
  };
  return fromInside(definition, head, 'timer', event, timer.event, waiting, timer.dueAt, around);
}

function onResult(
  definition: Definition,
  head: Entry,
  { token, outcome }: Incoming & { kind: 'result' },
  around: Surroundings,
): Advanced {
  const effect = head.pending.find((awaited) => sameToken(awaited, token));
  if (effect === undefined) return { refusal: new Stale(keyOf(head.instance, token)) };
  const cause = 'error' in outcome ? failed(effect.id, outcome.error) : done(effect.id, outcome.output);
  const event: JournalEvent = { type: cause.type, payload: outcome, token: tokenOf(effect), who: SYSTEM };
  const waiting = { timers: head.timers, pending: head.pending.filter((awaited) => awaited !== effect) };
  return fromInside(definition, head, 'result', event, cause, waiting, around.now, around);
}

function onHold(head: Entry, incoming: Incoming & { kind: 'hold' }, around: Surroundings): Advanced {
  const { token, code, attempts } = incoming;
  const effect = head.pending.find((awaited) => sameToken(awaited, token));
  if (effect === undefined || effect.held !== undefined)
    return { refusal: new Stale(keyOf(head.instance, token)) };
  const held = { code, at: around.now, attempts };
  const pending = head.pending.map((awaited) => (awaited === effect ? { ...effect, held } : awaited));
  const event: JournalEvent = {
    type: 'hold',
    payload: { code, attempts },
    token: tokenOf(effect),
    who: SYSTEM,
  };
  return { entry: control(head, event, { effects: [], pending }, around) };
}

function onRetry(
  definition: Definition,
  head: Entry,
  incoming: Incoming & { kind: 'retry' },
  around: Surroundings,
): Advanced {
  const held = head.pending.filter((effect) => effect.held !== undefined);
  if (held.length === 0) return { refusal: new NoIncident(head.instance) };
  const pending = head.pending.map(({ held: was, ...effect }) =>
    was === undefined
      ? effect
      : { ...effect, deadlineAt: around.now + (definition.effects[effect.src]?.deadline ?? 0) },
  );
  const effects = held.map(({ revision, index, id, src }) => ({ revision, index, id, src }));
  const event: JournalEvent = {
    type: 'retry',
    ...(incoming.id === undefined ? {} : { id: incoming.id }),
    who: incoming.who,
  };
  return { entry: control(head, event, { effects, pending }, around) };
}

/** An event from outside: what the machine throws, or what cannot be kept, refuses it. */
function fromOutside(
  definition: Definition,
  head: Entry | undefined,
  event: JournalEvent,
  around: Surroundings,
  first: () => Step | BatonError,
): Advanced {
  const at = Math.max(around.now, head?.at ?? 0);
  try {
    const next = first();
    if (next instanceof Error) return { refusal: next };
    const waiting = head ?? { timers: [], pending: [] };
    const settled = settle(definition, next, waiting, momentOf(head, at, around));
    const entry = entryOf(definition, head, 'event', event, settled, freezeAll(settled), at, around);
    return { entry, causes: causesOf(settled) };
  } catch (cause) {
    return { refusal: new EventFailed(event.type, definition.process, cause) };
  }
}

/** An event from inside: what the machine throws is where the instance ends. */
function fromInside(
  definition: Definition,
  head: Entry,
  kind: Kind,
  event: JournalEvent,
  cause: Parameters<typeof step>[2],
  waiting: Waiting,
  when: number,
  around: Surroundings,
): Advanced {
  const at = Math.max(when, head.at);
  const live = thaw(definition.machine, head.snapshot);
  let settled: Settled;
  let snapshot: string;
  try {
    if (around.failure !== undefined) throw new Error(around.failure);
    const next = step(definition.machine, live, cause);
    settled = settle(definition, next, waiting, momentOf(head, at, around));
    snapshot = freezeAll(settled);
  } catch (thrown) {
    settled = {
      ...{ live, effects: [], inline: [], timers: [], pending: [], causes: [] },
      thrown: { cause: thrown, ...(around.failure === undefined ? {} : { code: around.failure }) },
    };
    snapshot = freezeAll(settled);
  }
  const { payload: _, ...bare } = event;
  const told = around.failure === undefined ? event : bare;
  const entry = entryOf(definition, head, kind, told, settled, snapshot, at, around);
  return { entry, causes: causesOf(settled) };
}

function causesOf({ causes, thrown }: Settled): unknown[] {
  return thrown === undefined ? [...causes] : [...causes, thrown.cause];
}

function freezeAll(settled: Settled): string {
  if (settled.thrown === undefined) return freeze(settled.live);
  return freeze({ ...settled.live, error: { code: settled.thrown.code ?? 'event-failed' } } as Live);
}

function momentOf(head: Entry | undefined, at: number, around: Surroundings): Moment {
  return {
    instance: around.instance,
    revision: (head?.revision ?? 0) + 1,
    at,
    now: around.now,
    inline: around.inline ?? {},
    data: around.data ?? {},
  };
}

function entryOf(
  definition: Definition,
  head: Entry | undefined,
  kind: Kind,
  event: JournalEvent,
  settled: Settled,
  snapshot: string,
  at: number,
  around: Surroundings,
): Entry {
  const { effects, inline, timers, pending } = settled;
  const failure = settled.thrown !== undefined || settled.live.status === 'error';
  return seal({
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
    status: failure ? 'failed' : settled.live.status === 'done' ? 'done' : 'active',
    effects,
    inline,
    timers,
    pending,
    ...remember(head?.seen ?? '', event.id),
    commit: around.commit,
    previous: head?.hash ?? '',
  });
}

/** An entry that changes what is awaited and leaves the machine where it stands. */
function control(
  head: Entry,
  event: JournalEvent,
  change: Pick<Entry, 'effects' | 'pending'>,
  around: Surroundings,
): Entry {
  const { hash: previous, recordedAt: _, indexed: __, ...kept } = head;
  return seal({
    ...kept,
    ...change,
    revision: head.revision + 1,
    kind: 'control',
    at: Math.max(around.now, head.at),
    event,
    inline: [],
    ...remember(head.seen, event.id),
    commit: around.commit,
    previous,
  });
}

function tokenOf({ revision, index }: Token): Token {
  return { revision, index };
}
