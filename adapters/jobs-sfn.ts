import { ExecutionAlreadyExists, ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';
import { StoreUnavailable } from '../engine/errors.ts';
import { executionOf, startExecution, statusOf } from './executions.ts';
import type { JobRun, JobRunner } from './ports/jobs.ts';

/** How long Step Functions may not know yet of an execution that it has begun: what it tells lags. */
const UNHEARD_MS = 60_000;

/** Jobs as executions of a Step Functions state machine, each run under a name of its own. */
export function createSfnJobs(
  client: SFNClient,
  stateMachine: string,
  now: () => number = Date.now,
): JobRunner {
  return {
    async begin(run) {
      try {
        await startExecution(client, stateMachine, nameOf(run), run);
      } catch (error) {
        // It was begun before.
        if (!(error instanceof ExecutionAlreadyExists)) throw new StoreUnavailable(error);
      }
    },

    async isLost(run) {
      try {
        const status = await statusOf(client, executionOf(stateMachine, nameOf(run)));
        return status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return run.at + UNHEARD_MS <= now();
        throw new StoreUnavailable(error);
      }
    },
  };
}

function nameOf({ kind, id, revision }: JobRun): string {
  return `${kind}-${id}-${revision}`;
}
