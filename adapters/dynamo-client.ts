import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { clientSettings } from './client-settings.ts';
import { collectBody } from './collect-body.ts';
import { addLeanTries } from './lean-try.ts';

/**
 * A client for the hot path, its calls bounded in time. Region, credentials and endpoint (`AWS_ENDPOINT_URL`)
 * come from the environment as the SDK finds them, unless given.
 *
 * What the client has learned of a table it uses for a leaner first try, which comes on top of the SDK's own
 * tries: see `addLeanTries`. `cacheMiddleware` is on: middleware that a test adds must be there before the first
 * call of its kind.
 */
export function createDynamoClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({
    ...clientSettings,
    cacheMiddleware: true,
    streamCollector: collectBody,
    ...config,
  });
  // Without a logger, this layer prepares every input and output for nobody.
  if (config.logger === undefined) client.middlewareStack.remove('loggerMiddleware');
  addLeanTries(client);
  return client;
}
