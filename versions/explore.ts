import { advance, overdueTimer } from '../engine/advance.ts';
import type { Definition } from '../engine/definition.ts';
import { type Entry, sameToken, type Token } from '../engine/entry.ts';
import type { Incoming } from '../engine/incoming.ts';
import { peek } from '../engine/kernel.ts';
import { anyReference } from './any-reference.ts';
import { createDice } from './dice.ts';
import { createPayloads } from './payloads.ts';
import { createWays } from './ways.ts';

/** What random runs came to: instances at rest by state value, and what could not be tried. */
export interface Explored {
  readonly heads: ReadonlyMap<string, readonly Entry[]>;
  readonly notes: readonly string[];
}

export interface ExploreOptions {
  readonly seed: number;
  /** How often something is tried. */
  readonly steps: number;
}

/** Instances, each with an input of its own. */
const STARTS = 30;
/** Moments of an instance that are kept in each state value; later ones take the place of earlier ones. */
const EACH = 2;
/** Payloads that are tried until one leads to another state. */
const TRIES = 16;
/** Runs begin at the same time, whenever they are made. */
const BEGIN = Date.UTC(2026, 0, 1, 12);
const LATEST = Number.MAX_SAFE_INTEGER;

/**
 * Runs a definition at random by the engine's own `advance`: events with payloads from their schemas, outcomes of
 * effects, failures, timers. It goes on from where it was least often.
 */
export function explore(definition: Definition, { seed, steps }: ExploreOptions): Explored {
  const dice = createDice(seed);
  const ways = createWays(definition, dice, createPayloads(dice));
  const heads = new Map<string, Entry[]>();
  const visits = new Map<string, number>();
  let commits = 0;

  /** Tries one transition. Returns whether it led to another state value, or to an end. */
  function take(instance: string, head: Entry | undefined, incoming: Incoming, now: number): boolean {
    const around = { instance, now, commit: `c${commits++}`, data: anyReference };
    const advanced = advance(definition, head, incoming, around);
    if ('refusal' in advanced) return false;
    const { entry } = advanced;
    if (entry.status !== 'active') return true;
    const key = keyOf(entry);
    const known = heads.get(key) ?? [];
    const own = known.filter((one) => one.instance === instance);
    const dropped = own.length < EACH ? undefined : dice.pick(own);
    heads.set(key, [...known.filter((one) => one !== dropped), entry]);
    return head === undefined || key !== keyOf(head);
  }

  function fire(head: Entry, token: Token): void {
    const dueAt = head.timers.find((timer) => sameToken(timer, token))?.dueAt ?? 0;
    take(head.instance, head, { kind: 'timer', token }, Math.max(head.at, dueAt));
  }

  function visit(head: Entry): void {
    const overdue = overdueTimer(head, head.at + 1);
    const timer = overdue ?? overdueTimer(head, LATEST);
    const open = overdue === undefined ? ways.from(head) : [];
    const chosen = dice.below(open.length + (timer === undefined ? 0 : 1));
    const way = open[chosen];
    if (way === undefined && timer !== undefined) fire(head, timer);
    for (let tries = 0; way !== undefined && tries < TRIES; tries++) {
      const incoming = ways.incoming(way, head);
      if (
        incoming === undefined ||
        take(head.instance, head, incoming, head.at + 1) ||
        !ways.varies(incoming)
      )
        return;
    }
  }

  for (let start = 0; start < STARTS; start++) {
    // A process may be another's child: every other instance is.
    const incoming = ways.start(start % 2 === 1 ? BEGIN : undefined);
    if (incoming !== undefined) take(`explored${start}`.padEnd(26, '0'), undefined, incoming, BEGIN);
  }
  for (let step = 0; step < steps && heads.size > 0; step++) {
    const times = (key: string) => visits.get(key) ?? 0;
    const least = Math.min(...[...heads.keys()].map(times));
    const key = dice.pick([...heads.keys()].filter((one) => times(one) === least)) ?? '';
    visits.set(key, times(key) + 1);
    const head = dice.pick(heads.get(key) ?? []);
    if (head !== undefined) visit(head);
  }
  return { heads, notes: ways.notes() };
}

function keyOf({ snapshot }: Entry): string {
  return JSON.stringify(peek(snapshot).value);
}
