import type { Context } from 'aws-lambda';
import type { JobRun } from '../../adapters/ports/jobs.ts';
import { records, wire } from '../environment.ts';
import { errorData, logger } from '../telemetry.ts';
import { createJobSteps, type PartRun, type Planned, type PlanRun } from './steps.ts';
import { createWorks } from './works.ts';

const shared = wire();
const own = records(shared);
const works = createWorks({
  ...shared,
  ...own,
  report: (item, error) => logger.error('item failed', { item, ...errorData(error) }),
});
const steps = createJobSteps({ ...own, works, now: shared.now });

/** A step of a job, as the state machine asks for it. */
type Step =
  | ({ readonly step: 'plan' } & PlanRun)
  | ({ readonly step: 'part' } & PartRun)
  | ({ readonly step: 'finish' } & JobRun);

/** Milliseconds that must be left for another part of a plan. */
const RESERVE = 60_000;

/** Plans, does one part, or finishes. */
export async function handler(
  { step, ...run }: Step,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<Planned | undefined> {
  if (step === 'plan') return steps.plan(run, () => context.getRemainingTimeInMillis() > RESERVE);
  if (step === 'part') await steps.run(run as PartRun);
  else await steps.finish(run);
  return undefined;
}
