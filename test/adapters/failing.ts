import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export interface Fault {
  /** The command it strikes, such as `PutItemCommand`. */
  readonly command: string;
  /** `request`: lost on its way to the store. `answer`: lost on the way back, when the store has done it. */
  readonly loses: 'request' | 'answer';
  /** How many tries in a row are struck; the SDK makes three per call unless told otherwise. */
  times: number;
  /** What happens in the meantime. */
  readonly meanwhile?: () => Promise<unknown>;
}

/** Makes the network of a client lose messages: below the SDK's own retries, above the real socket. */
export function inject(client: DynamoDBClient, fault: Fault): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== fault.command || fault.times === 0) return next(args);
      fault.times -= 1;
      if (fault.loses === 'answer') await next(args);
      await fault.meanwhile?.();
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    },
    { step: 'deserialize', priority: 'low', name: `fault-${fault.command}-${fault.loses}` },
  );
}
