import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { clientSettings } from './client-settings.ts';

/**
 * A client for the hot path, its calls bounded in time. Region, credentials and endpoint (`AWS_ENDPOINT_URL`)
 * come from the environment as the SDK finds them, unless given.
 *
 * `cacheMiddleware` is on: middleware that a test adds must be there before the first call of its kind.
 */
export function createDynamoClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({ ...clientSettings, cacheMiddleware: true, ...config });
}
