import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { JobRun } from '../../../adapters/ports/jobs.ts';
import { timedOut } from '../aws/store-failures.ts';
import type { Process } from '../fleet/process.ts';
import type { Random } from '../random.ts';
import type { Weather } from '../weather.ts';
import type { Executions } from './executions.ts';

/** The ARN of the state machine of jobs. */
export const JOBS = 'arn:aws:states:eu-central-1:1:stateMachine:jobs';

/** The SDK's client of Step Functions, of one process, as far as jobs need it. */
export function createExecutionsClient(
  process: Process,
  { executions, weather, random }: { executions: () => Executions; weather: Weather; random: Random },
): SFNClient {
  async function send(command: object): Promise<object> {
    await process.pause(random.spread(5, 60));
    if (weather.strikes('job-start-refused')) throw timedOut();
    const answer = carryOut(command);
    await process.pause(random.spread(5, 60));
    if (weather.strikes('job-start-unheard')) throw timedOut();
    if (answer instanceof Error) throw answer;
    return answer;
  }

  function carryOut(command: object): object {
    if (command instanceof StartExecutionCommand) {
      const { name = '', input = '' } = command.input;
      if (executions().start(name, JSON.parse(input) as JobRun)) return { executionArn: name };
      return new ExecutionAlreadyExists({ message: 'It exists.', $metadata: {} });
    }
    if (command instanceof DescribeExecutionCommand) {
      const name = command.input.executionArn?.split(':').at(-1) ?? '';
      const status = executions().statusOf(name);
      return status === undefined
        ? new ExecutionDoesNotExist({ message: 'There is none.', $metadata: {} })
        : { status };
    }
    throw new TypeError(`Nobody knows the command ${command.constructor.name}.`);
  }

  return { send } as unknown as SFNClient;
}
