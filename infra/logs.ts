import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { isDevelopment } from './settings.ts';

/** How long logs are kept, and whether they go with the stack. */
export function logRetention(stage: string) {
  return isDevelopment(stage)
    ? { retention: RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY }
    : { retention: RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.RETAIN };
}

/**
 * A log group that another service writes to. Under `/aws/vendedlogs` the services share one resource policy of
 * the account; any other name adds to it, up to a limit. The stack's own id keeps a name free for the next stack, and
 * `what` tells two of a service from each other.
 */
export function vendedLogs(
  scope: Construct,
  id: string,
  service: 'apis' | 'states',
  stage: string,
  what?: string,
): LogGroup {
  const stack = Stack.of(scope);
  const guid = Fn.select(2, Fn.split('/', stack.stackId));
  return new LogGroup(scope, id, {
    ...logRetention(stage),
    logGroupName: `/aws/vendedlogs/${service}/${stack.stackName}-${guid}${what === undefined ? '' : `-${what}`}`,
  });
}
