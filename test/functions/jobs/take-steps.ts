import type { JobRun } from '../../../adapters/ports/jobs.ts';
import type { JobSteps, PlanRun } from '../../../functions/jobs/steps.ts';

/** Takes every step of a run, one after the other, as the state machine does; each part of the plan by itself. */
export async function takeSteps(steps: JobSteps, run: JobRun): Promise<void> {
  let planned = await steps.plan(run, () => false);
  while (planned.onward !== undefined) {
    const next: PlanRun = { ...run, onward: planned.onward };
    planned = await steps.plan(next, () => false);
  }
  for (const part of planned.todo) await steps.run({ ...run, part });
  await steps.finish(run);
}
