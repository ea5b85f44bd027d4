import { createHash } from 'node:crypto';
import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  SFNServiceException,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { EffectFailed } from '../engine/perform.ts';
import { type StateMachines, StillRunning } from '../engine/state-machines.ts';
import { executionOf, startExecution } from './executions.ts';

/**
 * Standard state machines of Step Functions, by the ARNs that stand for their names. A run is the execution that is
 * named after its key: the same name starts nothing twice, for as long as Step Functions remembers it (90 days after
 * its end). Where Step Functions does not answer, the run counts as going on. Errors carry codes, never the cause that
 * an execution tells: it may quote data.
 */
export function createStateMachines(
  client: SFNClient,
  arns: Readonly<Record<string, string>>,
): StateMachines {
  function arnOf(name: string): string {
    const arn = Object.hasOwn(arns, name) ? arns[name] : undefined;
    if (arn === undefined) throw new EffectFailed('no-such-state-machine', true);
    return arn;
  }

  return {
    async run(name, input, { key }) {
      const stateMachineArn = arnOf(name);
      try {
        const execution = executionOf(stateMachineArn, executionName(key));
        const command = new DescribeExecutionCommand({ executionArn: execution });
        return outputOf(await client.send(command));
      } catch (error) {
        if (!(error instanceof ExecutionDoesNotExist)) throw withoutAnswer(error);
      }
      const started = startExecution(client, stateMachineArn, executionName(key), input ?? {});
      await started.catch((error: unknown) => {
        // Somebody was faster, and it has ended already: the next look tells how.
        if (!(error instanceof ExecutionAlreadyExists)) throw withoutAnswer(error);
      });
      throw new StillRunning();
    },
    async stop(name, key) {
      const execution = executionOf(arnOf(name), executionName(key));
      const command = new StopExecutionCommand({ executionArn: execution, error: 'NoLongerAwaited' });
      await client.send(command).catch((error: unknown) => {
        // It never began, or has ended by itself.
        if (!isRefusal(error)) throw error;
      });
    },
  };
}

/** What an execution is called: its key, in letters that a name may have, or a hash where that is too long. */
export function executionName(key: string): string {
  const name = key.replaceAll('/', '-');
  return /^[\w-]{1,80}$/.test(name) ? name : createHash('sha256').update(key).digest('hex');
}

/** The output of an execution that has ended well. Throws `StillRunning`, `EffectFailed`. */
function outputOf({ status, output = '', error = '' }: DescribeExecutionOutput): unknown {
  switch (status) {
    case 'SUCCEEDED':
      return parsed(output);
    case 'FAILED':
      throw new EffectFailed(failureOf(error), true);
    case 'TIMED_OUT':
      throw new EffectFailed('timed-out', true);
    case 'ABORTED':
      throw new EffectFailed('state-machine-aborted', true);
    default:
      throw new StillRunning();
  }
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    throw new EffectFailed('invalid-output', true);
  }
}

/** An error's name where it is a code. A state that took too long is a failure of Step Functions' own. */
function failureOf(error: string): string {
  if (error === 'States.Timeout') return 'timed-out';
  return /^[\w.-]{1,64}$/.test(error) ? error : 'state-machine-failed';
}

/** Step Functions says that the request itself is wrong, or is not allowed: no outage, and no lack of room. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof SFNServiceException &&
    error.$fault === 'client' &&
    !/Throttl|TooMany|LimitExceeded/.test(error.name)
  );
}

function withoutAnswer(error: unknown): Error {
  if (error instanceof EffectFailed || error instanceof StillRunning) return error;
  if (isRefusal(error)) return new EffectFailed('state-machine-refused', false, { cause: error });
  return new StillRunning({ cause: error });
}
