import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { type Entry, sameToken } from '../../engine/entry.ts';
import { peek } from '../../engine/kernel.ts';

/** An effect that was asked for. */
export interface Asked {
  readonly src: string;
  readonly id: string;
  readonly input: unknown;
}

/** What one event, outcome or timer did to the effects, and what was emitted on it. */
export interface Move {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly started: readonly Asked[];
  readonly stopped: readonly Asked[];
  readonly emitted: readonly unknown[];
}

/** What can be seen of an instance, the same for a live actor and for a journal's head. */
export interface Seen {
  readonly status: string;
  readonly state: unknown;
  readonly context: unknown;
  readonly output: unknown;
  readonly error: unknown;
  /** Effects at work, in the order in which they were started. */
  readonly awaited: readonly Asked[];
  /** When the armed timers are due, in the order in which they will fire. */
  readonly due: readonly number[];
}

/** Looks at an instance through its entries. */
export function seenOf(entries: readonly Entry[]): Seen {
  const head = entries.at(-1);
  if (head === undefined) throw new TypeError('There is no entry.');
  const { value: state, ...rest } = peek(head.snapshot);
  const timers = [...head.timers].sort(
    (a, b) => a.dueAt - b.dueAt || a.revision - b.revision || a.index - b.index,
  );
  return {
    ...rest,
    state,
    status: head.status,
    awaited: head.pending.map((pending) => askedOf(entries, pending)),
    due: timers.map((timer) => timer.dueAt),
  };
}

/** What the entry at `revision` did to the effects. */
export function moveOf(entries: readonly Entry[], revision: number): Move {
  const before = entries[revision - 2]?.pending ?? [];
  const entry = entries[revision - 1];
  if (entry === undefined) throw new TypeError(`There is no revision ${revision}.`);
  const over = before.filter(
    (was) =>
      !entry.pending.some((is) => sameToken(is, was)) &&
      !(entry.event.token && sameToken(entry.event.token, was)),
  );
  return {
    at: entry.at,
    started: entry.effects.map(({ src, id, input }) => ({ src, id, input })),
    stopped: over.map((was) => askedOf(entries, was)),
    emitted: entry.emitted,
  };
}

function askedOf(entries: readonly Entry[], token: { revision: number; index: number }): Asked {
  const effect = entries[token.revision - 1]?.effects.find((asked) => sameToken(asked, token));
  if (effect === undefined) throw new TypeError(`No entry asked for ${token.revision}/${token.index}.`);
  const { src, id, input } = effect;
  return { src, id, input };
}

/** Fails where the two are not the same to the last field; quick where they are. */
export function expectSame(one: unknown, other: unknown): void {
  if (!isDeepStrictEqual(one, other)) expect(one).toStrictEqual(other);
}

/**
 * Fails where the two did different things to the effects. A live actor that fails leaves effects at work, also
 * those that it had just begun, an instance does not: there, and only there, they are not compared.
 */
export function expectSameMoves(durable: readonly Move[], live: readonly Move[], failed: boolean): void {
  const last = durable.length - 1;
  const lenient = (moves: readonly Move[]) =>
    moves.map((move, at) => (failed && at === last ? { at: move.at } : { ...move, stopped: sorted(move) }));
  expectSame(lenient(durable), lenient(live));
}

function sorted({ stopped }: Move): string[] {
  return stopped.map((asked) => JSON.stringify([asked.src, asked.id, asked.input])).sort();
}
