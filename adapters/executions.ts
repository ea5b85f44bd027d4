import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';

/** How far an execution of a Step Functions state machine is; counts are of its map's items. */
export interface Progress {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
  readonly done: number;
  readonly failed: number;
  readonly total: number;
}

/** Starts an execution under `name` (the same name starts nothing twice) and returns its ARN. */
export async function startExecution(
  client: SFNClient,
  stateMachine: string,
  name: string,
  input: unknown = {},
): Promise<string> {
  const started = await client.send(
    new StartExecutionCommand({ stateMachineArn: stateMachine, name, input: JSON.stringify(input) }),
  );
  return started.executionArn ?? '';
}

/** The ARN of the execution that has a name. */
export function executionOf(stateMachine: string, name: string): string {
  return `${stateMachine.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** The status of an execution. Throws `ExecutionDoesNotExist`. */
export async function statusOf(client: SFNClient, execution: string): Promise<Progress['status']> {
  const { status = 'RUNNING' } = await client.send(new DescribeExecutionCommand({ executionArn: execution }));
  return status;
}

/** Where an execution stands now. */
export async function progressOf(client: SFNClient, execution: string): Promise<Progress> {
  const status = await statusOf(client, execution);
  const { mapRuns = [] } = await client.send(new ListMapRunsCommand({ executionArn: execution }));
  const mapRun = mapRuns[0]?.mapRunArn;
  if (mapRun === undefined) return { status, done: 0, failed: 0, total: 0 };
  const { itemCounts } = await client.send(new DescribeMapRunCommand({ mapRunArn: mapRun }));
  return {
    status,
    done: itemCounts?.succeeded ?? 0,
    failed: itemCounts?.failed ?? 0,
    total: itemCounts?.total ?? 0,
  };
}

/** What the child executions of its map gave back, in no certain order. */
export async function outputsOf(client: SFNClient, execution: string): Promise<unknown[]> {
  const { mapRuns = [] } = await client.send(new ListMapRunsCommand({ executionArn: execution }));
  const outputs: unknown[] = [];
  for (const { mapRunArn } of mapRuns) {
    let nextToken: string | undefined;
    do {
      const page = await client.send(new ListExecutionsCommand({ mapRunArn, nextToken }));
      for (const { executionArn } of page.executions ?? []) {
        const { output } = await client.send(new DescribeExecutionCommand({ executionArn }));
        if (output !== undefined) outputs.push(JSON.parse(output));
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
  return outputs;
}
