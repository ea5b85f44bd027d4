import { hash } from 'node:crypto';
import type { Entry } from './entry.ts';

/** The entry with its `hash`: SHA-256 (base64url) over everything that was decided, the previous hash included. */
export function seal(entry: Omit<Entry, 'hash'>): Entry {
  return { ...entry, hash: digest(entry) };
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
    e.timers.map((x) => [...place(x), x.id ?? null, x.event, x.dueAt, x.cancellable ?? false]),
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
  ];
  return hash('sha256', JSON.stringify(decided), 'base64url');
}

function place(token: { revision: number; index: number } | undefined): number[] {
  return token === undefined ? [] : [token.revision, token.index];
}

/** Tells null from nothing: JSON would write both as null. */
function given(value: unknown): unknown[] {
  return value === undefined ? [] : [value];
}
