import { setTimeout as pause } from 'node:timers/promises';
import type { JobRun, JobRunner } from '../adapters/ports/jobs.ts';
import { sideBySide } from '../adapters/side-by-side.ts';
import { StoreUnavailable } from '../engine/errors.ts';
import type { JobSteps, PlanRun } from '../functions/jobs/steps.ts';

export interface LocalJobsOptions {
  readonly steps: JobSteps;
  /** Every job that somebody must go on with. */
  readonly open: () => AsyncIterable<JobRun>;
  /** Follows what is under way, and tells what fails of it. */
  readonly quietly: (what: string, work: Promise<unknown>) => Promise<void>;
  /** Ends every run between two parts. */
  readonly isOver: () => boolean;
}

/** How often a step is tried that the store does not answer. */
const MOST_TRIES = 5;
const TRY_AGAIN_MS = 1000;
/** Parts that are done at once, where their order does not matter. */
const SIDE_BY_SIDE = 4;

export interface LocalJobs extends JobRunner {
  /** Goes on with every job that a process before this one left open. Until then none counts as lost. */
  takeUp(): Promise<void>;
}

/** What Step Functions does on AWS, as a loop in this process. What a kill leaves is begun again at the next start. */
export function createLocalJobs({ steps, open, quietly, isOver }: LocalJobsOptions): LocalJobs {
  const running = new Set<string>();
  let takenUp = false;

  async function work(run: JobRun): Promise<void> {
    let planned = await insist(() => steps.plan(run, () => !isOver()));
    while (planned.onward !== undefined && !isOver()) {
      const next: PlanRun = { ...run, onward: planned.onward };
      planned = await insist(() => steps.plan(next, () => !isOver()));
    }
    await sideBySide(planned.todo, planned.inOrder ? 1 : SIDE_BY_SIDE, async (part) => {
      // One part that cannot be done holds up no other.
      if (!isOver())
        await quietly(
          `part ${part} of ${nameOf(run)}`,
          insist(() => steps.run({ ...run, part })),
        );
    });
    if (!isOver()) await insist(() => steps.finish(run));
  }

  async function insist<T>(step: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || tries === MOST_TRIES || isOver()) throw error;
        await pause(TRY_AGAIN_MS);
      }
    }
  }

  async function begin(run: JobRun): Promise<void> {
    const name = nameOf(run);
    if (running.has(name)) return;
    running.add(name);
    void quietly(
      name,
      work(run).finally(() => running.delete(name)),
    );
  }

  return {
    begin,
    isLost: async (run) => takenUp && !running.has(nameOf(run)),
    async takeUp() {
      for await (const run of open()) await begin(run);
      takenUp = true;
    },
  };
}

function nameOf({ kind, id, revision }: JobRun): string {
  return `${kind} ${id} at revision ${revision}`;
}
