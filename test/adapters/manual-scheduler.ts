import type { Scheduler } from '../../adapters/scheduler.ts';

/** Time that a test moves by hand, in milliseconds from 0. */
export interface ManualScheduler extends Scheduler {
  now(): number;
  /** How many callbacks wait. */
  waiting(): number;
  /** Goes to the next callback and runs it; false where none waits. */
  step(): boolean;
}

export function createManualScheduler(): ManualScheduler {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    waiting: () => timers.size,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    step() {
      const [next] = [...timers].sort((a, b) => a.at - b.at);
      if (next === undefined) return false;
      timers.delete(next);
      now = next.at;
      next.run();
      return true;
    },
  };
}
