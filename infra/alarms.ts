import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { FunctionName, Trigger } from '../functions/triggers.ts';
import type { Queues } from './queues.ts';

const period = Duration.minutes(5);

/** What somebody should look at: work that waits too long, work that was given up, functions that fail. */
export class Alarms extends Construct {
  readonly #action: SnsAction | undefined;

  /** `topic` is the ARN of an SNS topic that hears of every alarm; without one, CloudWatch alone shows them. */
  constructor(scope: Construct, id: string, topic?: string) {
    super(scope, id);
    this.#action = topic === undefined ? undefined : new SnsAction(Topic.fromTopicArn(this, 'Topic', topic));
  }

  watchQueues({ work, dead, failures }: Queues): void {
    const age = work.metricApproximateAgeOfOldestMessage({ period });
    this.#alarm('WorkWaits', 'An effect or a timer has waited in the queue for 15 minutes.', age, 15 * 60);
    const given = dead.metricApproximateNumberOfMessagesVisible({ period });
    this.#alarm('WorkGivenUp', 'Messages are in the dead-letter queue.', given, 1);
    const failed = failures.metricApproximateNumberOfMessagesVisible({ period });
    this.#alarm('Failures', 'Stream batches or ticks of a schedule were given up.', failed, 1);
  }

  watchFunction(name: FunctionName, handler: LambdaFunction, trigger: Trigger): void {
    this.#alarm(`${name}-errors`, `The function ${name} fails.`, handler.metricErrors({ period }), 1);
    this.#alarm(
      `${name}-throttles`,
      `The function ${name} is throttled.`,
      handler.metricThrottles({ period }),
      1,
    );
    if (trigger.on === 'stream') {
      const age = handler.metric('IteratorAge', { period, statistic: 'Maximum' });
      this.#alarm(`${name}-lags`, `The function ${name} is 5 minutes behind its stream.`, age, 5 * 60 * 1000);
    }
  }

  watchWalk(name: string, purpose: string, machine: StateMachine): void {
    this.#alarm(`${name}-failed`, `This failed: ${purpose}.`, machine.metricFailed({ period }), 1);
  }

  #alarm(id: string, alarmDescription: string, metric: IMetric, threshold: number): void {
    const alarm = new Alarm(this, id, {
      alarmDescription,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (this.#action) alarm.addAlarmAction(this.#action);
  }
}
