/** Calls back later. */
export interface Scheduler {
  /** Runs `run` once after some milliseconds, unless the function that comes back is called before. */
  after(delayMs: number, run: () => void): () => void;
}

/** Real time. */
export const systemScheduler: Scheduler = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
