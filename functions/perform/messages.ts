import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { fromBody } from '../../adapters/queue-message.ts';
import type { Perform } from '../../engine/perform.ts';

/** What the queue hands out, to be performed; only the messages that could not be handled come again. `failed` hears of each. */
export function createMessages(
  perform: Perform,
  failed: (messageId: string, error: unknown) => void,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  async function attempt({ messageId, body, attributes }: SQSRecord): Promise<{ itemIdentifier: string }[]> {
    try {
      await perform(fromBody(body), Number(attributes.ApproximateReceiveCount));
      return [];
    } catch (error) {
      failed(messageId, error);
      return [{ itemIdentifier: messageId }];
    }
  }

  return async ({ Records }) => {
    const failures = await Promise.all(Records.map(attempt));
    return { batchItemFailures: failures.flat() };
  };
}
