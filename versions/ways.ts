import type { Definition } from '../engine/definition.ts';
import {
  type Child,
  type Entry,
  type PendingEffect,
  type Token,
  tokenOf,
  type Who,
} from '../engine/entry.ts';
import { childId } from '../engine/ids.ts';
import type { Incoming, Sender } from '../engine/incoming.ts';
import { peek } from '../engine/kernel.ts';
import { viewOf } from '../engine/view.ts';
import type { Dice } from './dice.ts';
import type { Payloads } from './payloads.ts';

/** What can happen to an instance next: an event, a message from parent or child, or the outcome of an actor. */
export type Way =
  | { readonly kind: 'event' | 'message'; readonly type: string }
  | { readonly kind: 'outcome'; readonly actor: PendingEffect | Child };

/** Makes what random runs send, and keeps what could not be made. */
export interface Ways {
  /** A start, by a caller or by a parent that asked for it then; undefined where no input could be made. */
  start(askedAt?: number): Incoming | undefined;
  /** The ways from here, timers apart. */
  from(head: Entry): Way[];
  /** One of the many that go this way; undefined where none could be made. */
  incoming(way: Way, head: Entry): Incoming | undefined;
  /** Whether another try may bring another payload. */
  varies(incoming: Incoming): boolean;
  notes(): readonly string[];
}

const EXPLORER: Who = { kind: 'caller', id: 'explorer' };
const PARENT = { instance: 'parent'.padEnd(26, '0'), revision: 1, index: 0, id: 'explored' };

export function createWays(definition: Definition, dice: Dice, payloads: Payloads): Ways {
  const { input, events, internal, outputs } = definition.jsonSchemas();
  const missing = new Set<string>();
  let messages = 0;

  function made(what: string, value: unknown): unknown {
    if (value === undefined) missing.add(`no ${what} could be made from its schema: give examples in it`);
    return value;
  }

  function toEvent(type: string, context: unknown): Incoming | undefined {
    const fits = (value: unknown) => 'value' in definition.parseEvent(value);
    const event = made(`event ${type}`, payloads.make(`event ${type}`, events[type] ?? {}, fits, context));
    if (event === undefined) return undefined;
    return { kind: 'event', event: event as { type: string }, who: EXPLORER };
  }

  function toMessage(type: string, head: Entry, context: unknown): Incoming | undefined {
    const event = payloads.make(`message ${type}`, internal[type] ?? {}, () => true, context);
    const sender = dice.pick([...(head.parent === undefined ? [] : [undefined]), ...living(head)]);
    return { kind: 'message', event: event as { type: string }, from: senderOf(sender, head) };
  }

  function toOutcome(actor: PendingEffect | Child, head: Entry, context: unknown): Incoming {
    const { src } = actor;
    const policy = definition.effects[src];
    const fits = (value: unknown) => policy === undefined || 'value' in policy.parseOutput(value);
    const fails = dice.below(3) === 0;
    const output = fails ? undefined : payloads.make(`output ${src}`, outputs[src] ?? {}, fits, context);
    const outcome = output === undefined ? { error: { code: 'explored' } } : { output };
    if (policy !== undefined) return { kind: 'result', token: actor, outcome };
    return { kind: 'result', token: tokenOf(actor), outcome, from: senderOf(actor, head) };
  }

  /** A child, or the parent, each with a message above all before. */
  function senderOf(child: Token | undefined, { instance, at }: Entry): Sender {
    const place = { revision: ++messages, index: 0 };
    if (child === undefined) return { instance: PARENT.instance, place, at: at + 1 };
    return { instance: childId(instance, child), child: tokenOf(child), place, at: at + 1 };
  }

  return {
    start(askedAt) {
      const fits = (value: unknown) => 'value' in definition.parseInput(value);
      const value = made('input', payloads.make('input', input, fits));
      if (value === undefined) return undefined;
      const parent = askedAt === undefined ? {} : { parent: { ...PARENT, at: askedAt } };
      return { kind: 'start', input: value, who: EXPLORER, ...parent };
    },
    from(head) {
      const told = head.parent !== undefined || living(head).length > 0 ? Object.keys(internal) : [];
      return [
        ...viewOf(definition, head).accepts.map((type) => ({ kind: 'event', type }) as const),
        ...told.map((type) => ({ kind: 'message', type }) as const),
        ...[...head.pending, ...head.children].map((actor) => ({ kind: 'outcome', actor }) as const),
      ];
    },
    incoming(way, head) {
      const { context } = peek(head.snapshot);
      if (way.kind === 'outcome') return toOutcome(way.actor, head, context);
      return way.kind === 'event' ? toEvent(way.type, context) : toMessage(way.type, head, context);
    },
    varies: (incoming) => 'event' in incoming && Object.keys(incoming.event).length > 1,
    notes: () => [...missing],
  };
}

function living({ children }: Entry): readonly Child[] {
  return children.filter(({ stopped }) => !stopped);
}
