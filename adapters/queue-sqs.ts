import { type BatchResultErrorEntry, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { BatonError } from '../engine/errors.ts';
import type { Message, Queue } from '../engine/ports.ts';
import { checkDelays, toBody } from './queue-message.ts';

/** Most messages that one request takes. */
const BATCH = 10;

/** Some messages were not taken, or it is unknown whether they were: send all of them again. */
export class QueueUnavailable extends BatonError {
  readonly code = 'queue-unavailable';
  constructor(reasons: readonly string[], cause: unknown) {
    super(`The queue did not take every message (${reasons.join(', ')}).`, { reasons }, { cause });
  }
}

interface Sending {
  readonly message: Message;
  readonly delaySeconds: number;
}

/**
 * The queue in SQS: a standard queue, told by its URL. Sends in tens, side by side. Throws `QueueUnavailable`
 * where any message was not taken (others may have been), a RangeError for a delay that SQS does not know.
 */
export function createSqsQueue(client: SQSClient, url: string): Queue {
  async function sendBatch(batch: readonly Sending[]): Promise<readonly BatchResultErrorEntry[]> {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: batch.map(({ message, delaySeconds }, n) => ({
          Id: String(n),
          MessageBody: toBody(message),
          DelaySeconds: delaySeconds,
        })),
      }),
    );
    return Failed;
  }

  return {
    async send(messages) {
      checkDelays(messages);
      const results = await Promise.allSettled(batchesOf(messages).map(sendBatch));
      const reasons = new Set<string>();
      let cause: unknown;
      for (const result of results) {
        if (result.status === 'fulfilled') {
          for (const failed of result.value) reasons.add(failed.Code ?? 'unknown');
        } else {
          cause = result.reason;
          reasons.add(cause instanceof Error ? cause.name : 'unknown');
        }
      }
      if (reasons.size > 0) throw new QueueUnavailable([...reasons], cause);
    },
  };
}

function batchesOf(messages: readonly Sending[]): (readonly Sending[])[] {
  const batches: (readonly Sending[])[] = [];
  for (let n = 0; n < messages.length; n += BATCH) batches.push(messages.slice(n, n + BATCH));
  return batches;
}
