import { setTimeout as sleep } from 'node:timers/promises';

/** So many times faster than life does the clock run by which instances live: a minute takes a second. */
export const PACE = 60;

/** Nobody outside waits longer than this, however long they meant to. */
const MOST_MS = 1500;

/** A clock of many processes: each shows the same, from when the first was made. */
export interface Clock {
  /** Epoch milliseconds, whole. */
  now(): number;
  /** Resolves when so many of its milliseconds have passed. */
  pause(delayMs: number): Promise<void>;
}

/** `began` is the machine's time at which this clock shows the machine's time. */
export function createClock(began: number): Clock {
  return {
    now: () => began + (Date.now() - began) * PACE,
    pause: (delayMs) => sleep(Math.min(MOST_MS, delayMs / PACE)),
  };
}
