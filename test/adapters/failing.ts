import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export interface Fault {
  /** The command it strikes, such as `PutItemCommand`. */
  readonly command: string;
  /** `request`: lost on its way to the store. `answer`: lost on the way back, when the store has done it. */
  readonly loses: 'request' | 'answer';
  /**
   * How many tries in a row are struck. The SDK makes three per call unless told otherwise, and a client that
   * knows the way makes a lean one before them.
   */
  times: number;
  /** What happens in the meantime. */
  readonly meanwhile?: () => Promise<unknown>;
}

/** Makes the network of a client lose messages: below every layer and every try, above the real socket. */
export function inject(client: DynamoDBClient, fault: Fault): void {
  const { requestHandler } = client.config;
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = async (request, options) => {
    const [, operation] = request.headers['x-amz-target']?.split('.') ?? [];
    if (`${operation}Command` !== fault.command || fault.times === 0) return handle(request, options);
    fault.times -= 1;
    if (fault.loses === 'answer') (await handle(request, options)).response.body.destroy();
    await fault.meanwhile?.();
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  };
}
