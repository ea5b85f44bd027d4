import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  type EffectRequest,
  effectTokenOf,
  type PendingEffect,
  sameToken,
  type Timer,
} from '../engine/entry.ts';
import { type Attribute, packText, unpackText } from './attributes.ts';
import { type PackedRecipient, packRecipient, unpackRecipient } from './family-packing.ts';

/** Characters of one hash in `seen`. */
const SEEN_WIDTH = 11;
/** How the types of XState's own delayed events begin. */
const AFTER = 'xstate.after.';

/** An effect that is pending too (the usual case) is its place there; the input follows where there is one. */
export type PackedEffect =
  | readonly [pending: number, input?: unknown]
  | readonly [revision: number, index: number, id: string, src: string, mark: string | 0, input?: unknown];
/**
 * An event that is nothing but its type is that text, `xstate.after.` as `.`. `id` 0: none; 1: the event's type.
 * `cancellable` 2: not said.
 */
export type PackedTimer = readonly [
  revision: number,
  index: number,
  due: number,
  event: string | Timer['event'],
  id?: string | 0 | 1,
  cancellable?: 0 | 1 | 2,
  to?: PackedRecipient,
];
export type PackedPending = readonly [
  revision: number,
  index: number,
  id: string,
  src: string,
  deadline: number,
  mark: string | 0,
  ...held: readonly [code: string, at: number, attempts: number] | readonly [],
];

export function packEffect(effect: EffectRequest, pending: readonly PendingEffect[]): PackedEffect {
  const place = pending.findIndex(
    (one) =>
      sameToken(one, effect) && one.mark === effect.mark && one.id === effect.id && one.src === effect.src,
  );
  const { revision, index, id, src, mark = 0, input } = effect;
  if (place >= 0) return input === undefined ? [place] : [place, input];
  return input === undefined ? [revision, index, id, src, mark] : [revision, index, id, src, mark, input];
}

export function unpackEffect(packed: PackedEffect, pending: readonly PendingEffect[]): EffectRequest {
  if (packed.length > 2) {
    const [revision, index, id, src, mark] = packed as readonly [number, number, string, string, string | 0];
    return { revision, index, id, src, ...marked(mark), ...(packed.length > 5 && { input: packed[5] }) };
  }
  const one = pending[packed[0]];
  if (one === undefined) throw new TypeError('A journal item names a pending effect that it does not have.');
  return { ...effectTokenOf(one), id: one.id, src: one.src, ...(packed.length > 1 && { input: packed[1] }) };
}

function marked(mark: string | 0): { mark?: string } {
  return mark === 0 ? {} : { mark };
}

export function packTimer(timer: Timer, at: number): PackedTimer {
  const { revision, index, event, dueAt, cancellable, to } = timer;
  const bare = packRaised(event);
  const id = timer.id === undefined ? 0 : timer.id === event.type ? 1 : timer.id;
  const kept = cancellable === undefined ? 2 : cancellable ? 1 : 0;
  const due = dueAt - at;
  if (to !== undefined) return [revision, index, due, bare, id, kept, packRecipient(to)];
  if (kept !== 2) return [revision, index, due, bare, id, kept];
  return id === 0 ? [revision, index, due, bare] : [revision, index, due, bare, id];
}

export function unpackTimer([revision, index, due, packed, id, kept, to]: PackedTimer, at: number): Timer {
  const event = typeof packed === 'string' ? unpackRaised(packed) : packed;
  return {
    revision,
    index,
    ...(id !== undefined && id !== 0 && { id: id === 1 ? event.type : id }),
    event,
    ...(to !== undefined && { to: unpackRecipient(to) }),
    dueAt: at + due,
    ...(kept !== undefined && kept !== 2 && { cancellable: kept === 1 }),
  };
}

function packRaised(event: Timer['event']): string | Timer['event'] {
  if (Object.keys(event).length > 1 || event.type.startsWith('.')) return event;
  return event.type.startsWith(AFTER) ? `.${event.type.slice(AFTER.length)}` : event.type;
}

function unpackRaised(packed: string): Timer['event'] {
  return { type: packed.startsWith('.') ? AFTER + packed.slice(1) : packed };
}

export function packPending(one: PendingEffect, at: number): PackedPending {
  const held = one.held ? ([one.held.code, one.held.at - at, one.held.attempts] as const) : ([] as const);
  return [one.revision, one.index, one.id, one.src, one.deadlineAt - at, one.mark ?? 0, ...held];
}

export function unpackPending(packed: PackedPending, at: number): PendingEffect {
  const [revision, index, id, src, deadline, mark, code, held, attempts] = packed;
  const common = { revision, index, ...marked(mark), id, src, deadlineAt: at + deadline };
  if (code === undefined || held === undefined || attempts === undefined) return common;
  return { ...common, held: { code, at: at + held, attempts } };
}

/** `seen` as bytes: hashes of eleven characters do not end on a byte, so the text is filled up first. */
export function packSeen(seen: string): AttributeValue {
  const packed = packText(seen.padEnd(Math.ceil(seen.length / 4) * 4, 'A'));
  return seen.length % SEEN_WIDTH === 0 && packed.B !== undefined ? packed : { S: seen };
}

export function unpackSeen(packed: Attribute | undefined): string {
  const text = unpackText(packed);
  return packed?.B === undefined ? text : text.slice(0, text.length - (text.length % SEEN_WIDTH));
}
