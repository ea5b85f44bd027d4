import { Duration } from 'aws-cdk-lib';
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
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { distributedMapWildcards, invoke } from './invoke.ts';
import { vendedLogs } from './logs.ts';

export interface JobsProps {
  readonly stage: string;
  readonly handler: LambdaFunction;
}

/** Parts that are done at once, where their order does not matter. */
const SIDE_BY_SIDE = 10;

/**
 * Imports, exports and bulk actions: an execution per run, started by whoever changed the job's record. It plans, does
 * the parts that nothing came of yet in a distributed map, and finishes. A part that fails holds up no other.
 */
export class Jobs extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, { stage, handler }: JobsProps) {
    super(scope, id);
    const step = (name: string, step: string, more: Record<string, string> = {}) =>
      new Pass(this, name, {
        parameters: {
          step,
          'kind.$': '$.kind',
          'id.$': '$.id',
          'revision.$': '$.revision',
          ...more,
        },
      });
    const plan = invoke(this, 'Plan', handler, '$.planned');
    const finish = invoke(this, 'Finish', handler, JsonPath.DISCARD);
    const finishing = step('Everything tried', 'finish').next(finish);
    const onward = step('Plan on', 'plan', { 'onward.$': '$.planned.onward' }).next(plan);
    const parts = (name: string, maxConcurrency: number) => {
      const map = new DistributedMap(this, name, {
        itemsPath: '$.planned.todo',
        itemSelector: {
          step: 'part',
          'kind.$': '$.kind',
          'id.$': '$.id',
          'revision.$': '$.revision',
          'part.$': '$$.Map.Item.Value',
        },
        mapExecutionType: StateMachineType.STANDARD,
        maxConcurrency,
        toleratedFailurePercentage: 100,
        resultPath: JsonPath.DISCARD,
      });
      map.itemProcessor(invoke(this, `${name}: part`, handler, JsonPath.DISCARD));
      return map.next(finishing);
    };
    plan.next(
      new Choice(this, 'Planned?')
        .when(Condition.isPresent('$.planned.onward'), onward)
        .when(Condition.booleanEquals('$.planned.inOrder', true), parts('One by one', 1))
        .otherwise(parts('Side by side', SIDE_BY_SIDE)),
    );
    this.stateMachine = new StateMachine(this, 'Machine', {
      comment: 'imports, exports and bulk actions, part by part',
      definitionBody: DefinitionBody.fromChainable(step('Begin', 'plan').next(plan)),
      timeout: Duration.days(7),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ALL,
        destination: vendedLogs(this, 'Logs', 'states', stage, 'jobs'),
      },
    });
    acknowledge(this.stateMachine, distributedMapWildcards(this.stateMachine, handler));
  }
}
