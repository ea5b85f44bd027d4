import type { Definition } from './definition.ts';
import {
  type EffectRequest,
  type InlineOutcome,
  type Outgoing,
  sameToken,
  type Token,
  type Told,
} from './entry.ts';
import { type Live, type Step, step } from './kernel.ts';
import { EndlessLoop } from './machine-actions.ts';
import { apply, end, type Logged, type Moment, tell, type Waiting, type Work } from './work.ts';

export interface Settled extends Waiting {
  readonly live: Live;
  readonly effects: readonly EffectRequest[];
  readonly inline: readonly InlineOutcome[];
  readonly messages: readonly Outgoing[];
  readonly emitted: readonly Told[];
  readonly closed: readonly Token[];
  readonly logged: readonly Logged[];
  /** What the machine threw on an event of its own; `live` is then the state before that event. */
  readonly thrown?: Thrown;
  /** What inline actors threw; the entry has only its codes. */
  readonly causes: readonly unknown[];
}

/** Results of inline actors and events of the machine to itself that one commit may run through. */
const MOST_ROUNDS = 1000;

/** A first step, or what was thrown instead of it and the state before. */
export type First = Step | { readonly live: Live; readonly thrown: Thrown };

interface Thrown {
  readonly cause: unknown;
  readonly code?: string;
}

/**
 * Carries a first step to rest: registers its timers, effects and messages, computes its inline actors and feeds
 * their results back, first in first out, until nothing is left to do. Throws what the first step's own actions
 * lead to; what is thrown later is where the instance ends.
 */
export function settle(definition: Definition, first: First, before: Waiting, moment: Moment): Settled {
  const work: Work = {
    timers: [...before.timers],
    pending: [...before.pending],
    children: [...before.children],
    ...{ tasks: before.tasks, closed: [] },
    ...{ effects: [], inline: [], messages: [], emitted: [], logged: [], queue: [], causes: [] },
    started: new Map(),
    index: 0,
  };
  let { live } = first;
  let thrown = 'thrown' in first ? first.thrown : undefined;
  if ('actions' in first) apply(definition, first.actions, work, moment);
  for (let rounds = 1; live.status === 'active' && thrown === undefined; rounds++) {
    const event = work.queue.shift();
    if (event === undefined) break;
    const { messages, emitted, logged, tasks, closed } = work;
    try {
      if (rounds > MOST_ROUNDS) {
        throw new EndlessLoop(`more than ${MOST_ROUNDS} results and events of its own in one transition`);
      }
      const next = step(definition.machine, live, event, moment);
      apply(definition, next.actions, work, moment);
      live = next.live;
    } catch (cause) {
      thrown = { cause };
      Object.assign(work, { messages, emitted, logged, tasks, closed });
    }
  }
  if (live.status !== 'active' || thrown !== undefined) end(work, moment);
  else if (moment.parent === 'listening') tell(work, moment, 'snapshot');
  const { effects, pending, queue: _, started: __, index: ___, ...rest } = work;
  return {
    ...rest,
    live,
    effects: effects.filter((effect) => pending.some((awaited) => sameToken(awaited, effect))),
    pending,
    ...(thrown === undefined ? {} : { thrown }),
  };
}
