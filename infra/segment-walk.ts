import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Choice,
  Condition,
  DefinitionBody,
  DistributedMap,
  JsonPath,
  LogLevel,
  Pass,
  StateMachine,
  StateMachineType,
  Succeed,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import type { Trigger } from '../functions/triggers.ts';
import { acknowledge } from './acknowledge.ts';
import { distributedMapWildcards, invoke } from './invoke.ts';
import { vendedLogs } from './logs.ts';
import type { Queues } from './queues.ts';

export interface SegmentWalkProps {
  /** The function's name, and what the walk is for. */
  readonly name: string;
  readonly purpose: string;
  readonly stage: string;
  readonly handler: LambdaFunction;
  readonly trigger: Extract<Trigger, { on: 'segments' }>;
  readonly queues: Queues;
}

/**
 * Walks the journal's segments side by side, on demand, and on a schedule where there is one. What it is started with, such as
 * `{ "rebuild": true }`, goes to the first page of each segment; each child execution calls the function page by page,
 * `{ segment, of, … }` → `{ onward? }`, until there is nothing to go on with.
 * One broken segment does not stop the others: the function's alarm tells of it.
 */
export class SegmentWalk extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: SegmentWalkProps) {
    super(scope, id);
    const { name, purpose, stage, handler, trigger, queues } = props;
    const segments = Array.from({ length: trigger.segments }, (_, segment) => ({
      segment,
      of: trigger.segments,
    }));
    const map = new DistributedMap(this, 'Every segment', {
      itemsPath: '$.segments',
      itemSelector: {
        'segment.$': '$$.Map.Item.Value.segment',
        'of.$': '$$.Map.Item.Value.of',
        'wish.$': '$.wish',
      },
      mapExecutionType: StateMachineType.STANDARD,
      maxConcurrency: trigger.segments,
      toleratedFailurePercentage: 99,
      resultPath: JsonPath.DISCARD,
    });
    map.itemProcessor(walk(this, handler));
    this.stateMachine = new StateMachine(this, 'Machine', {
      comment: purpose,
      definitionBody: DefinitionBody.fromChainable(
        new Pass(this, 'Segments', { parameters: { segments, 'wish.$': '$' } }).next(map),
      ),
      timeout: Duration.hours(12),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ALL,
        destination: vendedLogs(this, 'Logs', 'states', stage, name),
      },
    });
    if (trigger.everyMinutes !== undefined) {
      const schedule = Schedule.rate(Duration.minutes(trigger.everyMinutes));
      const rule = new Rule(this, 'Schedule', { schedule });
      rule.addTarget(new SfnStateMachine(this.stateMachine, { deadLetterQueue: queues.failures }));
    }
    acknowledge(this.stateMachine, distributedMapWildcards(this.stateMachine, handler));
  }
}

/** Page after page of one segment. */
function walk(scope: Construct, handler: LambdaFunction): LambdaInvoke {
  const page = invoke(scope, 'Page', handler, '$.page');
  const onward = new Pass(scope, 'Next page', { inputPath: '$.page.onward' });
  page.next(
    new Choice(scope, 'More?')
      .when(Condition.isPresent('$.page.onward'), onward.next(page))
      .otherwise(new Succeed(scope, 'Segment done')),
  );
  return page;
}
