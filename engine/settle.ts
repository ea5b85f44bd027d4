import type { AnyEventObject } from 'xstate';
import type { Definition, Inline } from './definition.ts';
import {
  type EffectRequest,
  type InlineOutcome,
  type PendingEffect,
  sameToken,
  type Timer,
} from './entry.ts';
import { stringify } from './json.ts';
import { type Action, type Live, type Step, step } from './kernel.ts';

/** Where and when a step happens. */
export interface Moment {
  readonly instance: string;
  readonly revision: number;
  /** Epoch milliseconds at which it takes effect: delays count from here. */
  readonly at: number;
  /** Epoch milliseconds of the commit: deadlines of effects count from here. */
  readonly now: number;
  readonly inline: Readonly<Record<string, Inline>>;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What is armed and awaited. */
export interface Waiting {
  readonly timers: readonly Timer[];
  readonly pending: readonly PendingEffect[];
}

export interface Settled extends Waiting {
  readonly live: Live;
  readonly effects: readonly EffectRequest[];
  readonly inline: readonly InlineOutcome[];
  /** What the machine threw on an event of its own; `live` is then the state before that event. */
  readonly thrown?: { readonly cause: unknown; readonly code?: string };
  /** What inline actors threw; the entry has only its codes. */
  readonly causes: readonly unknown[];
}

/** The last millisecond that a date can name. */
const LATEST = 8.64e15;

/** Inline results and their consequences that one commit may run through. */
const MOST_ROUNDS = 1000;

/**
 * Carries a first step to rest: registers its timers and effects, computes its inline actors and feeds their
 * results back, first in first out, until nothing is left to do.
 */
export function settle(definition: Definition, first: Step, before: Waiting, moment: Moment): Settled {
  const work = {
    timers: [...before.timers],
    pending: [...before.pending],
    effects: [] as EffectRequest[],
    inline: [] as InlineOutcome[],
    queue: [] as AnyEventObject[],
    causes: [] as unknown[],
    index: 0,
  };
  let live = first.live;
  apply(definition, first.actions, work, moment);
  let thrown: { cause: unknown } | undefined;
  for (let rounds = 1; live.status === 'active'; rounds++) {
    const event = work.queue.shift();
    if (event === undefined) break;
    try {
      if (rounds > MOST_ROUNDS) throw new Error(`more than ${MOST_ROUNDS} inline results in one transition`);
      const next = step(definition.machine, live, event);
      live = next.live;
      apply(definition, next.actions, work, moment);
    } catch (cause) {
      thrown = { cause };
      break;
    }
  }
  const { effects, inline, timers, pending, causes } = work;
  const over = live.status !== 'active' || thrown !== undefined;
  return {
    live,
    effects: over ? [] : effects.filter((effect) => pending.some((awaited) => sameToken(awaited, effect))),
    inline,
    timers: over ? [] : timers,
    pending: over ? [] : pending,
    causes,
    ...(thrown === undefined ? {} : { thrown }),
  };
}

interface Work {
  timers: Timer[];
  pending: PendingEffect[];
  readonly effects: EffectRequest[];
  readonly inline: InlineOutcome[];
  readonly queue: AnyEventObject[];
  readonly causes: unknown[];
  index: number;
}

function apply(definition: Definition, actions: readonly Action[], work: Work, moment: Moment): void {
  const stopped = new Set(actions.flatMap((action) => (action.type === 'stop' ? [action.ref] : [])));
  for (const action of actions) {
    switch (action.type) {
      case 'raise':
        arm(work, action, moment);
        break;
      case 'cancel':
        work.timers = work.timers.filter((timer) => !(timer.cancellable && timer.id === action.id));
        break;
      case 'stop':
        work.pending = work.pending.filter((effect) => effect.id !== action.id);
        break;
      case 'spawn':
        // Stopped within the same step: XState never starts it.
        if (!stopped.has(action.ref)) invoke(definition, action, work, moment);
        break;
    }
  }
}

function arm(work: Work, action: Extract<Action, { type: 'raise' }>, moment: Moment): void {
  const { id, event, delay } = action;
  stringify(event);
  const dueAt = moment.at + Math.ceil(delay);
  if (dueAt > LATEST) throw new RangeError(`The timer ${event.type} is due beyond the end of dates.`);
  if (id !== undefined) work.timers = release(work.timers, id);
  work.timers.push({
    revision: moment.revision,
    index: work.index++,
    ...(id === undefined ? {} : { id, cancellable: true }),
    event,
    dueAt,
  });
}

/** Under one id only the newest timer can be cancelled; the others still fire (as XState's scheduler does). */
export function release(timers: readonly Timer[], id: string): Timer[] {
  return timers.map((timer) => {
    if (timer.id !== id || !timer.cancellable) return timer;
    const { cancellable: _, ...rest } = timer;
    return rest;
  });
}

function invoke(
  definition: Definition,
  action: Extract<Action, { type: 'spawn' }>,
  work: Work,
  moment: Moment,
): void {
  const { id, src, input } = action;
  const policy = definition.effects[src];
  if (policy !== undefined) {
    stringify(input);
    const token = { revision: moment.revision, index: work.index++ };
    work.effects.push({ ...token, id, src, ...(input === undefined ? {} : { input }) });
    work.pending.push({ ...token, id, src, deadlineAt: moment.now + policy.deadline });
    return;
  }
  const outcome = compute(definition, src, input, work, moment);
  work.inline.push({ id, src, ...outcome });
  work.queue.push('error' in outcome ? failed(id, outcome.error) : done(id, outcome.output));
}

function compute(
  definition: Definition,
  src: string,
  input: unknown,
  work: Work,
  { instance, at, data, inline }: Moment,
): { output: unknown } | { error: unknown } {
  const implementation = inline[src] ?? definition.inline[src];
  try {
    if (implementation === undefined) throw new Error(`There is no inline actor ${src}.`);
    const output = implementation(input as never, { instance, at, data });
    stringify(output);
    return { output };
  } catch (cause) {
    work.causes.push(cause);
    return { error: { code: codeOf(cause) } };
  }
}

/** XState's event for an actor's result. */
export function done(id: string, output: unknown): AnyEventObject {
  return { type: `xstate.done.actor.${id}`, output, actorId: id };
}

/** XState's event for an actor's failure. */
export function failed(id: string, error: unknown): AnyEventObject {
  return { type: `xstate.error.actor.${id}`, error, actorId: id };
}

/** An error's own code where it has one: messages may quote data and stay out of the journal. */
export function codeOf(cause: unknown): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[\w.-]{1,64}$/.test(code) ? code : 'unexpected';
}
