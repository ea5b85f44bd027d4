import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { fromBody } from '../../adapters/queue-message.ts';
import type { Message } from '../../engine/ports.ts';

/** Performs effects and fires timers; only the messages that could not be handled come again. `failed` hears of each. */
export function createMessages(
  perform: (message: Message) => Promise<void>,
  failed: (messageId: string, error: unknown) => void,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  async function attempt({ messageId, body }: SQSRecord): Promise<{ itemIdentifier: string }[]> {
    try {
      await perform(fromBody(body));
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
