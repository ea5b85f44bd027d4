import type { Definition } from '../engine/definition.ts';
import { type Child, type Entry, type PendingEffect, tokenOf, type Who } from '../engine/entry.ts';
import { childId } from '../engine/ids.ts';
import type { Incoming, Sender } from '../engine/incoming.ts';
import { peek } from '../engine/kernel.ts';
import { viewOf } from '../engine/view.ts';
import type { Dice } from './dice.ts';
import type { Payloads } from './payloads.ts';

/** What can happen to an instance next: an event by its type, or the outcome of an effect or a child. */
export type Way = string | PendingEffect | Child;

export const EXPLORER: Who = { kind: 'caller', id: 'explorer' };

/** Makes what random runs send, and keeps what could not be made. */
export interface Ways {
  /** A start; undefined where no input could be made. */
  start(): Incoming | undefined;
  /** The ways from here, timers apart. */
  from(head: Entry): Way[];
  /** One of the many that go this way; undefined where none could be made. */
  incoming(way: Way, head: Entry): Incoming | undefined;
  /** Whether another try may bring another payload. */
  varies(incoming: Incoming): boolean;
  notes(): readonly string[];
}

export function createWays(definition: Definition, dice: Dice, payloads: Payloads): Ways {
  const { input, events, outputs } = definition.jsonSchemas();
  const missing = new Set<string>();

  function made(what: string, value: unknown): unknown {
    if (value === undefined) missing.add(`no ${what} could be made from its schema: give examples in it`);
    return value;
  }

  function toEvent(type: string, context: unknown): Incoming | undefined {
    const fits = (value: unknown) => 'value' in definition.parseEvent(value);
    const event = made(`event ${type}`, payloads.make(`event ${type}`, events[type] ?? {}, fits, context));
    return event === undefined
      ? undefined
      : { kind: 'event', event: event as { type: string }, who: EXPLORER };
  }

  function toOutcome(actor: PendingEffect | Child, head: Entry, context: unknown): Incoming {
    const { src } = actor;
    const policy = definition.effects[src];
    const fits = (value: unknown) => policy === undefined || 'value' in policy.parseOutput(value);
    const output =
      dice.below(3) === 0 ? undefined : payloads.make(`output ${src}`, outputs[src] ?? {}, fits, context);
    const outcome = output === undefined ? { error: { code: 'explored' } } : { output };
    if (policy !== undefined) return { kind: 'result', token: actor, outcome };
    return { kind: 'result', token: tokenOf(actor), outcome, from: senderOf(actor, head) };
  }

  return {
    start() {
      const fits = (value: unknown) => 'value' in definition.parseInput(value);
      const value = made('input', payloads.make('input', input, fits));
      return value === undefined ? undefined : { kind: 'start', input: value, who: EXPLORER };
    },
    from: (head) => [...viewOf(definition, head).accepts, ...head.pending, ...head.children],
    incoming(way, head) {
      const { context } = peek(head.snapshot);
      return typeof way === 'string' ? toEvent(way, context) : toOutcome(way, head, context);
    },
    varies: (incoming) => incoming.kind === 'event' && Object.keys(incoming.event).length > 1,
    notes: () => [...missing],
  };
}

/** A child that ends with its next message. */
function senderOf(child: PendingEffect | Child, { instance, at }: Entry): Sender {
  return {
    instance: childId(instance, child),
    child: tokenOf(child),
    place: { revision: 1_000_000, index: 0 },
    at: at + 1,
  };
}
