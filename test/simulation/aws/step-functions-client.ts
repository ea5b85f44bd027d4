import {
  DescribeExecutionCommand,
  type SFNClient,
  SFNServiceException,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Process } from '../fleet/process.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';
import type { StepFunctions } from './step-functions.ts';
import { timedOut } from './store-failures.ts';

export interface StepFunctionsClientOptions {
  readonly functions: StepFunctions;
  readonly process: Process;
  readonly timeline: Pick<Timeline, 'now'>;
  readonly weather: Weather;
  readonly random: Random;
}

/** The SDK's client of Step Functions, of one process. */
export function createStepFunctionsClient(options: StepFunctionsClientOptions): SFNClient {
  const { functions, process, timeline, weather, random } = options;

  function execute(command: object): object {
    if (command instanceof StartExecutionCommand) {
      const { stateMachineArn = '', name = '', input = '' } = command.input;
      functions.start(stateMachineArn, name, input, process.invokedAt);
      return {};
    }
    if (command instanceof DescribeExecutionCommand) {
      const agoMs = weather.strikes('run-stale') ? weather.random('run-stale').spread(10, 60_000) : 0;
      return functions.describe(command.input.executionArn ?? '', agoMs);
    }
    if (command instanceof StopExecutionCommand) {
      functions.stop(command.input.executionArn ?? '');
      return {};
    }
    throw new TypeError(
      `The simulated Step Functions does not know the command ${command.constructor.name}.`,
    );
  }

  async function send(command: object): Promise<object> {
    await process.pause(random.spread(2, 60));
    const isLost = timeline.now() < process.network.requestsLostUntil || timeline.now() < functions.downUntil;
    if (isLost || weather.strikes('run-unasked')) throw timedOut();
    if (weather.strikes('run-throttled')) {
      const name = 'ThrottlingException';
      throw new SFNServiceException({ name, message: 'Rate exceeded', $fault: 'client', $metadata: {} });
    }
    const answer = execute(command);
    await process.pause(random.spread(2, 60));
    const isUnheard = timeline.now() < process.network.answersLostUntil;
    if (isUnheard || weather.strikes('run-unanswered')) throw timedOut();
    return answer;
  }
  return { send } as unknown as SFNClient;
}
