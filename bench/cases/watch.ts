import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** One request that a client sent. */
export interface Sent {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What was answered; undefined where it was refused. */
  readonly output?: Readonly<Record<string, unknown>>;
}

/**
 * Tells of every request that the client sends from now on, each try by itself. To be called before the client's
 * first request.
 */
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
    { step: 'deserialize', priority: 'high', name: 'watch', override: true },
  );
}
