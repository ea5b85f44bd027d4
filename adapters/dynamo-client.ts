import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/**
 * A client for the hot path: every call ends within about 10 seconds (three tries of at most three seconds),
 * well inside the time that the API has for its answer, and connections are kept. Region, credentials and
 * endpoint (`AWS_ENDPOINT_URL`) come from the environment as the SDK finds them, unless given.
 *
 * `cacheMiddleware` is on: middleware that a test adds must be there before the first call of its kind.
 */
export function createDynamoClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const agent = { keepAlive: true, maxSockets: 256, maxFreeSockets: 64 };
  return new DynamoDBClient({
    retryMode: 'standard',
    maxAttempts: 3,
    cacheMiddleware: true,
    requestHandler: {
      connectionTimeout: 1000,
      requestTimeout: 3000,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
    ...config,
  });
}
