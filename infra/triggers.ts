import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import {
  EventInvokeConfig,
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import type { Trigger } from '../functions/triggers.ts';
import { acknowledge } from './acknowledge.ts';
import type { Queues } from './queues.ts';
import type { Tables } from './tables.ts';

type Kind<On extends Trigger['on']> = Extract<Trigger, { on: On }>;

/** The journal's stream → the function. What keeps failing is cut down to the one batch that does, and let go. */
export function onStream(
  handler: LambdaFunction,
  trigger: Kind<'stream'>,
  tables: Tables,
  queues: Queues,
): void {
  const mapping = new EventSourceMapping(handler, 'Stream', {
    target: handler,
    eventSourceArn: tables.all.journal.tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: trigger.batch,
    maxBatchingWindow: Duration.seconds(trigger.windowSeconds),
    parallelizationFactor: 4,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    // What the function gives back met an outage: it comes again until the stream's daily check has long passed.
    maxRecordAge: Duration.hours(12),
    // The journal only grows; what a restore or a developer deletes is not for the relay.
    filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
    onFailure: new SqsDlq(queues.failures),
  });
  ready(handler, mapping);
}

/** The work queue → the function. Only the messages that failed come back. */
export function onQueue(handler: LambdaFunction, trigger: Kind<'queue'>, queues: Queues): void {
  const mapping = new EventSourceMapping(handler, 'Queue', {
    target: handler,
    eventSourceArn: queues.work.queueArn,
    batchSize: trigger.batch,
    maxConcurrency: 50,
    reportBatchItemFailures: true,
  });
  acknowledge(mapping, {
    'Serverless-LambdaEventSourceMappingDestination':
      "Lambda offers none for a standard queue: the queue's own redrive policy ends in its dead-letter queue.",
  });
  ready(handler, mapping);
}

/** Every so many minutes → the function. A tick that fails is not tried again: the next one does its work. */
export function onSchedule(handler: LambdaFunction, trigger: Kind<'schedule'>, queues: Queues): void {
  const interval = Duration.minutes(trigger.everyMinutes);
  const rule = new Rule(handler, 'Schedule', { schedule: Schedule.rate(interval) });
  rule.addTarget(
    new LambdaTarget(handler, { deadLetterQueue: queues.failures, retryAttempts: 0, maxEventAge: interval }),
  );
  new EventInvokeConfig(handler, 'Failures', {
    function: handler,
    retryAttempts: 0,
    maxEventAge: interval,
    onFailure: new SqsDestination(queues.failures),
  });
}

/** A mapping is refused while its function may not read the source yet. */
function ready(handler: LambdaFunction, mapping: Construct): void {
  if (handler.role) mapping.node.addDependency(handler.role);
}
