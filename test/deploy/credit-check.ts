import assert from 'node:assert/strict';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Api, Instance, Page, Transition } from './api.ts';
import { ACCOUNT, type ClientSettings } from './settings.ts';
import { NotYet, until } from './until.ts';

/** Amounts for which the state machine succeeds, fails, and waits for somebody who never comes. */
const SMALL = 100;
const REFUSED = 200;
const NEVER = 300;

/** The state machine that the process `credit-line` names. */
export interface CreditCheck {
  readonly arn: string;
  /** Its three ends come back as outcomes of three instances, each from a run of its own. */
  assertEnds(api: Api): Promise<void>;
  remove(): Promise<void>;
}

/** Makes it, as somebody else would in a stack of their own. */
export async function makeCreditCheck(settings: ClientSettings): Promise<CreditCheck> {
  const client = new SFNClient(settings);
  const sqs = new SQSClient(settings);
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'clerks' }));
  const made = await client.send(
    new CreateStateMachineCommand({
      name: 'CreditCheck',
      roleArn: `arn:aws:iam::${ACCOUNT}:role/credit-check`,
      definition: JSON.stringify(definition(QueueUrl)),
    }),
  );
  const arn = made.stateMachineArn ?? '';
  const runs = async () => {
    const command = new ListExecutionsCommand({ stateMachineArn: arn, maxResults: 100 });
    return (await client.send(command)).executions?.length ?? 0;
  };
  return {
    arn,
    async assertEnds(api) {
      const before = await runs();
      const [granted, refused, late] = await Promise.all([SMALL, REFUSED, NEVER].map((of) => end(api, of)));
      assert.deepEqual(granted, { outcome: 'granted', limitMinor: SMALL });
      assert.equal(late?.outcome, 'timed-out');
      // Emulators make of a failure's name what they like; that it is a code is what counts.
      assert.match(refused?.outcome ?? '', /^[\w.-]+$/);
      assert.ok(!['granted', 'timed-out', 'withdrawn', 'deadline'].includes(refused?.outcome ?? ''));
      assert.equal(await runs(), before + 3);
    },
    async remove() {
      await client.send(new DeleteStateMachineCommand({ stateMachineArn: arn }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}

function definition(QueueUrl: string): object {
  const when = (amount: number, Next: string) => ({
    ...{ Variable: '$.amountMinor', NumericEquals: amount },
    Next,
  });
  return {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Choice',
        Choices: [when(SMALL, 'Think'), when(REFUSED, 'Refuse')],
        Default: 'Ask a clerk',
      },
      Think: { Type: 'Wait', Seconds: 3, Next: 'Grant' },
      Grant: { Type: 'Pass', Parameters: { 'limitMinor.$': '$.amountMinor' }, End: true },
      Refuse: { Type: 'Fail', Error: 'CreditRefused', Cause: 'The customer is known.' },
      'Ask a clerk': {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl, MessageBody: { 'token.$': '$$.Task.Token' } },
        TimeoutSeconds: 3,
        End: true,
      },
    },
  };
}

interface Line extends Omit<Instance, 'output'> {
  readonly output: { readonly outcome: string; readonly limitMinor: number } | null;
}

/** Starts a line of credit, waits for its end, and says what came of it. */
async function end(api: Api, amountMinor: number): Promise<Line['output']> {
  const input = { customer: 'c-1', amountMinor };
  const { instance } = await api.post<Instance>('/instances', { process: 'credit-line', input });
  const done = await until(`the credit of ${amountMinor} is checked`, 120, async () => {
    const line = await api.get<Line>(`/instances/${instance}`);
    return line.status === 'done' ? line : new NotYet(line.state);
  });
  const { items } = await api.get<Page<Transition>>(`/instances/${instance}/journal`);
  assert.deepEqual(
    items.map(({ kind }) => kind),
    ['event', 'result'],
  );
  return done.output;
}
