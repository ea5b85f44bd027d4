import { hash } from 'node:crypto';
import type { Answer, DecisionMade, EffectToken, Entry, Outgoing, Recipient } from './entry.ts';

/**
 * Gives an entry that was just made its `hash`: SHA-256 (base64url) over everything that was decided, the previous
 * hash included.
 */
export function seal(entry: Omit<Entry, 'hash'>): Entry {
  return Object.assign(entry, { hash: digest(entry) });
}

/** What is wrong with an entry as the successor of another; empty when nothing is. */
export function brokenLinks(previous: Entry | undefined, entry: Entry): string[] {
  const problems: string[] = [];
  if (entry.hash !== digest(entry)) problems.push('its content does not match its hash');
  if (entry.revision !== (previous?.revision ?? 0) + 1) problems.push('a revision is missing before it');
  if (entry.previous !== (previous?.hash ?? '')) problems.push('it does not continue the entry before it');
  if (previous !== undefined && entry.at < previous.at) problems.push('it lies before the entry before it');
  return problems;
}

function digest(e: Omit<Entry, 'hash'>): string {
  const decided = [
    e.previous,
    e.instance,
    e.revision,
    e.kind,
    e.process,
    e.version,
    e.at,
    e.recordedAt ?? null,
    e.createdAt,
    [
      e.event.type,
      e.event.id ?? null,
      e.event.payload ?? null,
      place(e.event.token),
      e.event.who.kind,
      e.event.who.id,
    ],
    e.snapshot,
    e.status,
    e.effects.map((x) => [...place(x), x.id, x.src, given(x.input)]),
    e.inline.map((x) => [x.id, x.src, given(x.output), given(x.error)]),
    e.timers.map((x) => [
      ...[...place(x), x.id ?? null, x.event, x.dueAt, x.cancellable ?? false],
      ...(x.to === undefined ? [] : [recipient(x.to)]),
    ]),
    e.pending.map((x) => [
      ...place(x),
      x.id,
      x.src,
      x.deadlineAt,
      x.held ? [x.held.code, x.held.at, x.held.attempts] : null,
    ]),
    e.seen,
    e.indexed ?? false,
    e.commit,
    ...family(e),
    ...tasksOf(e),
    ...(e.pausedAt === undefined ? [] : [{ pausedAt: e.pausedAt }]),
    ...(e.references === undefined ? [] : [e.references.map((x) => [x.kind, x.id, x.revision])]),
    ...(e.decisions === undefined ? [] : [{ decisions: e.decisions.map(decisionOf) }]),
  ];
  return hash('sha256', JSON.stringify(decided), 'base64url');
}

/** What an instance shares with others: nothing for most, and then nothing is added. */
function family({ parent, children, messages, emitted }: Omit<Entry, 'hash'>): unknown[] {
  if (!parent && children.length + messages.length + emitted.length === 0) return [];
  return [
    parent
      ? [parent.instance, ...place(parent), parent.id, parent.sync ?? false, place(parent.received)]
      : [],
    children.map((x) => [...place(x), x.id, x.src, x.stopped ?? false, place(x.received)]),
    messages.map((x) => [...place(x), x.kind, ...contentOf(x)]),
    emitted,
  ];
}

function decisionOf({ decision, version, challenger, facts, shadow, ...made }: DecisionMade): unknown {
  const shadowed = shadow === undefined ? [] : [shadow.version, ...answerOf(shadow)];
  return [decision, version, challenger === true, facts, answerOf(made), shadowed];
}

function answerOf({ rules, output, fault }: Answer): unknown[] {
  return [rules, given(output), fault === undefined ? null : [fault.code, fault.place]];
}

function tasksOf({ tasks, closed }: Omit<Entry, 'hash'>): unknown[] {
  if (tasks.length + closed.length === 0) return [];
  const open = tasks.map((x) => [
    ...[...place(x), x.state, x.openedAt, x.dueAt ?? null, x.assign],
    ...[x.person ?? null, x.since ?? null],
  ]);
  return [{ tasks: open, closed: closed.map(place) }];
}

function contentOf(message: Outgoing): unknown[] {
  switch (message.kind) {
    case 'start':
      return [message.id, message.src, given(message.input), message.sync ?? false];
    case 'event':
      return [recipient(message.to), message.event];
    case 'stop':
      return [place(message.to)];
    default:
      return [];
  }
}

function recipient(to: Recipient): unknown {
  return to === 'parent' ? to : place(to);
}

function place(token: EffectToken | undefined): unknown[] {
  if (token === undefined) return [];
  const { revision, index, mark } = token;
  return mark === undefined ? [revision, index] : [revision, index, mark];
}

/** Tells null from nothing: JSON would write both as null. */
function given(value: unknown): unknown[] {
  return value === undefined ? [] : [value];
}
