import { createStory, type Story } from './story.ts';

/** Virtual time: nothing waits, and what happens next is decided by when it was put. */
export interface Timeline {
  /** Epoch milliseconds, whole. */
  now(): number;
  /**
   * Runs something later. Whoever it wakes goes on until they wait again before the next thing is run. It may
   * return false where it woke nobody.
   */
  after(delayMs: number, run: () => unknown): void;
  /** Resolves later. */
  pause(delayMs: number): Promise<void>;
  /** Runs what was put, in order of time, until `done` or until nothing is left. */
  run(done: () => boolean): Promise<void>;
  /** How often somebody was woken. */
  steps(): number;
  /** What is told of one instance. */
  readonly story: Story;
  /** Adds a word to the trace. */
  mark(word: string): void;
  /** Differs as soon as two runs differ in anything that was marked, or in when. */
  trace(): string;
}

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => unknown;
}

export function createTimeline(start: number): Timeline {
  const heap: Due[] = [];
  let time = start;
  let order = 0;
  let steps = 0;
  let low = 0x811c9dc5;
  let high = 0x9dc5811c;

  const now = () => Math.floor(time);
  const story = createStory(now);
  const isBefore = (a: Due, b: Due) => a.at < b.at || (a.at === b.at && a.order < b.order);

  function push(due: Due): void {
    let at = heap.push(due) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(due, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = due;
  }

  function pop(): Due | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      if (right !== undefined && isBefore(right, left)) child += 1;
      const smaller = heap[child] ?? left;
      if (!isBefore(smaller, last)) break;
      heap[at] = smaller;
      at = child;
    }
    heap[at] = last;
    return first;
  }

  function mark(word: string): void {
    low = Math.imul(low ^ Math.floor(time % 0x7fffffff), 0x01000193);
    for (let at = 0; at < word.length; at++) {
      low = Math.imul(low ^ word.charCodeAt(at), 0x01000193);
      high = Math.imul(high ^ low, 0x85ebca6b);
    }
  }

  const timeline: Timeline = {
    now,
    after(delayMs, run) {
      push({ at: time + Math.max(0, delayMs), order: ++order, run });
    },
    pause: (delayMs) => new Promise((resolve) => timeline.after(delayMs, resolve)),
    run: (done) =>
      new Promise((resolve, reject) => {
        /** Runs what is next, until somebody was woken; false where nothing is left. */
        const step = (): boolean => {
          for (;;) {
            const next = done() ? undefined : pop();
            if (next === undefined) return false;
            time = next.at;
            if (next.run() === false) continue;
            steps += 1;
            return true;
          }
        };
        // A turn of the event loop lets everybody who was woken go on until they wait again.
        const go = (): void => {
          try {
            if (step()) setImmediate(go);
            else resolve();
          } catch (error) {
            reject(error);
          }
        };
        setImmediate(go);
      }),
    steps: () => steps,
    story,
    mark,
    trace: () => `${(low >>> 0).toString(16).padStart(8, '0')}${(high >>> 0).toString(16).padStart(8, '0')}`,
  };
  return timeline;
}
