import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** One call of a client. */
export interface Sent {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What was answered; undefined where it was refused. */
  readonly output?: Readonly<Record<string, unknown>>;
}

/** Tells of every call that the client makes from now on. To be called before the client's first request. */
export function watch(client: DynamoDBClient, tell: (sent: Sent) => void): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const asked = { command: context.commandName ?? '', input: args.input as Sent['input'] };
      try {
        const result = await next(args);
        tell({ ...asked, output: result.output as unknown as Readonly<Record<string, unknown>> });
        return result;
      } catch (error) {
        tell(asked);
        throw error;
      }
    },
    { step: 'initialize', name: 'watch' },
  );
}

/** How many requests the client has sent since: each try counts by itself, lean or not. */
export function countRequests({ config: { requestHandler } }: DynamoDBClient): () => number {
  const handle = requestHandler.handle.bind(requestHandler);
  let sent = 0;
  requestHandler.handle = (request, options) => {
    sent += 1;
    return handle(request, options);
  };
  return () => sent;
}
