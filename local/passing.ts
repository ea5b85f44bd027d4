import { DUE_SHARDS, type Projection } from '../engine/ports.ts';
import type { Clock } from './clock.ts';
import type { ClockScheduler } from './clock-scheduler.ts';

export interface PassingOptions {
  readonly clock: Clock;
  readonly scheduler: ClockScheduler;
  readonly projection: Pick<Projection, 'due'>;
  readonly sweep: () => Promise<unknown>;
  /** What is done once a day. */
  readonly daily: () => Promise<unknown>;
  /** Resolves when nothing is left to do at this moment. */
  readonly idle: () => Promise<void>;
}

/** What was moved, in epoch milliseconds. */
export interface Passed {
  readonly was: number;
  readonly now: number;
  /** How many moments there were on the way at which something fell due. */
  readonly moments: number;
}

/** The sweep comes every minute: what one leaves, the next looks at. */
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * Moves the clock forward. Timers, deadlines and whatever else falls due on the way is carried out at its own time, in
 * order, and with all that follows from it before time goes on. A moment that is past only lets everything be done that
 * is to be done now. One move waits for the one before; it ends early where `isOver` says so.
 */
export function createPassing(options: PassingOptions, isOver: () => boolean) {
  const { clock, scheduler, projection, sweep, daily, idle } = options;
  let nextDay = clock.now() + DAY;
  let last: Promise<unknown> = Promise.resolve();

  /** When the next instance has to be looked at, of those until a moment. */
  async function nextLook(until: number): Promise<number> {
    const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => projection.due(shard, until));
    const pages = await Promise.all(shards);
    return Math.min(
      Infinity,
      ...pages.flatMap(({ instances }) => instances.slice(0, 1).map(({ due }) => due)),
    );
  }

  async function goTo(moment: number): Promise<void> {
    await clock.moveTo(moment);
    scheduler.wake();
  }

  async function pass(moment: number): Promise<Passed> {
    const was = clock.now();
    let moments = 0;
    let swept = -Infinity;
    await idle();
    for (; !isOver(); moments++) {
      const found = await nextLook(Math.max(moment, clock.now()));
      // What a sweep has just left where it was is for the one that comes a minute later.
      const look = found > swept ? found : swept + MINUTE;
      const next = Math.min(look, scheduler.next() ?? Infinity, nextDay);
      if (next > moment) break;
      await goTo(next);
      if (look <= clock.now()) {
        swept = clock.now();
        await sweep();
      }
      if (nextDay <= clock.now()) {
        nextDay += DAY;
        await daily();
      }
      await idle();
    }
    if (!isOver()) await goTo(moment);
    await idle();
    return { was, now: clock.now(), moments };
  }

  return {
    passTo(moment: number): Promise<Passed> {
      const passed = last.then(() => pass(moment));
      last = passed.catch(() => {});
      return passed;
    },
    /** Resolves when no move is under way. */
    ended: () => last,
  };
}
