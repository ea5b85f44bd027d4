import { setTimeout as pause } from 'node:timers/promises';
import type { JobRun, JobRunner } from '../adapters/ports/jobs.ts';
import { sideBySide } from '../adapters/side-by-side.ts';
import { StoreUnavailable } from '../engine/errors.ts';
import type { JobSteps, PlanRun } from '../functions/jobs/steps.ts';

export interface LocalJobsOptions {
  readonly steps: JobSteps;
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

/** What Step Functions does on AWS, as a loop in this process. What a kill leaves is begun again at the next start. */
export function createLocalJobs({ steps, quietly, isOver }: LocalJobsOptions): JobRunner {
  const running = new Set<string>();

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

  return {
    begin: async (run) => {
      const name = nameOf(run);
      if (running.has(name)) return;
      running.add(name);
      void quietly(
        name,
        work(run).finally(() => running.delete(name)),
      );
    },
    isLost: async (run) => !running.has(nameOf(run)),
  };
}

function nameOf({ kind, id, revision }: JobRun): string {
  return `${kind} ${id} at revision ${revision}`;
}
