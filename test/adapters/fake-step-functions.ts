import { SFNClient } from '@aws-sdk/client-sfn';
import { type FakeAnswer, fakeError, openFakeAws } from './fake-aws.ts';

/** One execution, as Step Functions tells of it. */
export interface Execution {
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
  readonly input: string;
  output?: string;
  error?: string;
  cause?: string;
}

export const ARN = 'arn:aws:states:us-east-1:111122223333:stateMachine:CreditCheck-1a2b';
const EXECUTIONS = 'arn:aws:states:us-east-1:111122223333:execution:CreditCheck-1a2b';

/** Step Functions with one state machine, over its own protocol: the real client talks to it. */
export async function openFakeStepFunctions() {
  const executions = new Map<string, Execution>();
  const asked: string[] = [];
  let answering: (operation: string) => FakeAnswer | undefined = () => undefined;

  function start({ stateMachineArn, name = '', input = '{}' }: Record<string, string>): FakeAnswer {
    if (stateMachineArn !== ARN) return fakeError('StateMachineDoesNotExist', 'There is none.');
    if (!/^[\w-]{1,80}$/.test(name)) return fakeError('InvalidName', name);
    const before = executions.get(name);
    if (before !== undefined && !(before.status === 'RUNNING' && before.input === input))
      return fakeError('ExecutionAlreadyExists', name);
    if (before === undefined) executions.set(name, { status: 'RUNNING', input });
    return { body: { executionArn: `${EXECUTIONS}:${name}`, startDate: 1_790_000_000 } };
  }

  const server = await openFakeAws(({ operation, body }) => {
    asked.push(operation);
    const failing = answering(operation);
    if (failing !== undefined) return failing;
    const fields = body as Record<string, string>;
    if (operation === 'StartExecution') return start(fields);
    const { executionArn = '' } = fields;
    const name = executionArn.slice(EXECUTIONS.length + 1);
    const execution = executionArn.startsWith(`${EXECUTIONS}:`) ? executions.get(name) : undefined;
    if (execution === undefined) return fakeError('ExecutionDoesNotExist', executionArn);
    if (operation === 'DescribeExecution')
      return { body: { executionArn, stateMachineArn: ARN, name, startDate: 1_790_000_000, ...execution } };
    if (execution.status !== 'RUNNING') return fakeError('ValidationException', 'It is not running.');
    execution.status = 'ABORTED';
    return { body: { stopDate: 1_790_000_001 } };
  });
  return {
    client: new SFNClient(server.config),
    executions,
    /** Names of all operations that were asked for, in order. */
    asked,
    /** How operations are answered from now on; undefined: as ever. */
    answer(how: typeof answering) {
      answering = how;
    },
    close: () => server.close(),
  };
}
