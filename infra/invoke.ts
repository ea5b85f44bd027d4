import { Duration, Stack, Token } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { JitterType, type StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { logicalId } from './acknowledge.ts';

/**
 * A call of a function from a state machine, tried again where it fails. The function gets the state's whole input: any
 * payload would be taken as it is written.
 */
export function invoke(
  scope: Construct,
  id: string,
  handler: LambdaFunction,
  resultPath: string,
): LambdaInvoke {
  const call = new LambdaInvoke(scope, id, {
    lambdaFunction: handler,
    payloadResponseOnly: true,
    resultPath,
    retryOnServiceExceptions: false,
  });
  call.addRetry({
    errors: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.ClientExecutionTimeoutException',
      'Lambda.TooManyRequestsException',
    ],
    interval: Duration.seconds(2),
    backoffRate: 2,
    maxAttempts: 8,
    maxDelay: Duration.minutes(2),
    jitterStrategy: JitterType.FULL,
  });
  call.addRetry({
    errors: ['States.TaskFailed', 'States.Timeout'],
    interval: Duration.seconds(10),
    maxAttempts: 3,
  });
  return call;
}

/** The permissions with a `*` that CDK gives a state machine with a distributed map, and why each is right. */
export function distributedMapWildcards(
  machine: StateMachine,
  handler: LambdaFunction,
): Record<string, string> {
  const executions = executionsOf(machine);
  const own = 'A distributed map looks after its own child executions, whose names are made as they start.';
  return {
    'AwsSolutions-IAM5[Resource::*]': 'Log deliveries and X-Ray know no resources: AWS takes only *.',
    [`AwsSolutions-IAM5[Resource::<${logicalId(handler)}.Arn>:*]`]: 'Versions of this one function.',
    [`AwsSolutions-IAM5[Resource::${executions}:*]`]: own,
    [`AwsSolutions-IAM5[Resource::${executions}/*:*]`]: own,
  };
}

/** The permission with a `*` of who looks how executions of a state machine stand, and why it is right. */
export function executionWildcard(machine: StateMachine): Record<string, string> {
  const names = 'Executions of this one state machine, whose names are made as they start.';
  return { [`AwsSolutions-IAM5[Resource::${executionsOf(machine)}:*]`]: names };
}

/** As cdk-nag writes it. */
function executionsOf(machine: StateMachine): string {
  const { partition, region, account } = Stack.of(machine);
  const literal = (value: string, reference: string) =>
    Token.isUnresolved(value) ? `<${reference}>` : value;
  const name = `{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"${logicalId(machine)}"}]}]}`;
  const where = `${literal(partition, 'AWS::Partition')}:states:${region}:${literal(account, 'AWS::AccountId')}`;
  return `arn:${where}:execution:${name}`;
}
