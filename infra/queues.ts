import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type FunctionSpec, functions } from '../functions/triggers.ts';
import { acknowledge } from './acknowledge.ts';

const RECEIVES = 5;

export interface QueuesProps {
  readonly key: IKey;
}

/** The queue of effects and timers, and where that ends up which could not be handled. */
export class Queues extends Construct {
  /** Effects to perform and timers to deliver. */
  readonly work: Queue;
  /** Messages of `work` that failed five times. Their instances do not hang: each effect has a deadline. */
  readonly dead: Queue;
  /**
   * What no queue held: pointers to stream batches and ticks of schedules that kept failing. `reconcile` makes up
   * for them; they stay to be looked into. Encrypted by SQS's own key, since events.amazonaws.com writes here too.
   */
  readonly failures: Queue;

  constructor(scope: Construct, id: string, { key }: QueuesProps) {
    super(scope, id);
    const encrypted = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      dataKeyReuse: Duration.hours(1),
    };
    this.dead = new Queue(this, 'Dead', {
      ...encrypted,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.work = new Queue(this, 'Work', {
      ...encrypted,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(6 * longestTimeout()),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: RECEIVES },
    });
    this.failures = new Queue(this, 'Failures', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const last = 'It is itself where failures end: a person looks at it, called by its alarm.';
    acknowledge(this.dead, { 'Serverless-SQSRedrivePolicy': last });
    acknowledge(this.failures, { 'Serverless-SQSRedrivePolicy': last, 'AwsSolutions-SQS3': last });
  }
}

/** AWS: a queue's visibility timeout is at least six times the timeout of the function that reads it. */
function longestTimeout(): number {
  const specs: readonly FunctionSpec[] = Object.values(functions);
  return Math.max(
    ...specs.filter(({ trigger }) => trigger.on === 'queue').map((spec) => spec.timeoutSeconds),
  );
}
