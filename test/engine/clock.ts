/** A clock that moves only when told, from due time to due time; timers fire by (due, order of arming). */
export interface SteppedClock {
  now(): number;
  setTimeout(fire: () => void, delay: number): number;
  clearTimeout(id: number): void;
  /** Fires the first timer that is due at or before `until` and is then at its time; false where there is none. */
  step(until: number): boolean;
  /** Stands at `time` without firing anything. */
  rest(time: number): void;
  /** When the armed timers are due, in the order in which they will fire. */
  due(): number[];
}

export function createSteppedClock(start: number): SteppedClock {
  const armed = new Map<number, { due: number; fire: () => void }>();
  let time = start;
  let last = 0;
  const inOrder = () => [...armed].sort(([a, x], [b, y]) => x.due - y.due || a - b);
  return {
    now: () => time,
    setTimeout(fire, delay) {
      // Whole milliseconds, as a clock on a wall counts them: never early.
      armed.set(++last, { due: time + Math.ceil(Math.max(0, delay)), fire });
      return last;
    },
    clearTimeout: (id) => void armed.delete(id),
    step(until) {
      const [next] = inOrder();
      if (next === undefined || next[1].due > until) return false;
      armed.delete(next[0]);
      time = Math.max(time, next[1].due);
      next[1].fire();
      return true;
    },
    rest(until) {
      time = until;
    },
    due: () => inOrder().map(([, { due }]) => due),
  };
}
