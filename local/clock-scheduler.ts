import type { Scheduler } from '../adapters/scheduler.ts';
import type { Clock } from './clock.ts';

export interface ClockScheduler extends Scheduler {
  /** When the next one is due, in epoch milliseconds. */
  next(): number | undefined;
  /** Runs what is due by now, soonest first: to be called when the clock was moved. */
  wake(): void;
}

interface Waiting {
  readonly dueAt: number;
  readonly run: () => void;
}

/** Calls back by a clock that may be moved. While the clock stands, nothing is called back but by `wake`. */
export function createClockScheduler(clock: Clock): ClockScheduler {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;

  function arm(): void {
    clearTimeout(timer);
    const [first] = waiting;
    if (first !== undefined && clock.runs) timer = setTimeout(wake, first.dueAt - clock.now());
  }

  function wake(): void {
    for (let first = waiting[0]; first && first.dueAt <= clock.now(); first = waiting[0]) {
      waiting.shift();
      first.run();
    }
    arm();
  }

  return {
    after(delayMs, run) {
      const one = { dueAt: clock.now() + delayMs, run };
      waiting.push(one);
      // Stable: of two that are due at once, the one that came first goes first.
      waiting.sort((a, b) => a.dueAt - b.dueAt);
      arm();
      return () => {
        waiting = waiting.filter((other) => other !== one);
        arm();
      };
    },
    next: () => waiting[0]?.dueAt,
    wake,
  };
}
