import { readFile } from 'node:fs/promises';
import { DynamoDBClient, PutItem$, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

/** The version whose internals were looked at: see decision 22. */
const LOOKED_AT = '3.1164.0';

const HOW =
  'The lean try leans on internals of @aws-sdk/client-dynamodb. When its version changes, run test/adapters/lean-*, ' +
  'look at what the layers below do, and only then write the new version here.';

test('the version of the SDK is the one that was looked at', async () => {
  const installed = new URL('../../node_modules/@aws-sdk/client-dynamodb/package.json', import.meta.url);
  const { version } = JSON.parse(await readFile(installed, 'utf8')) as { version: string };
  expect(manifest.dependencies['@aws-sdk/client-dynamodb'], HOW).toBe(LOOKED_AT);
  expect(version, HOW).toBe(LOOKED_AT);
});

test('the layers that a lean try leaves out are those that were looked at', () => {
  const { config, middlewareStack: stack } = new DynamoDBClient({ region: 'eu-west-1' });
  const put = new PutItemCommand({ TableName: 't', Item: {} });
  put.resolveMiddleware(stack, config, {});
  expect(stack.concat(put.middlewareStack).identify(), HOW).toEqual([
    // Filters input and output for a logger; removed where there is none.
    'loggerMiddleware - initialize',
    // Find the signer, the credentials and the endpoint: what they found is learned.
    'httpAuthSchemeMiddleware - serialize',
    'endpointV2Middleware - serialize',
    // Calls the protocol, as the lean try does.
    'serializerMiddleware - serialize',
    // Left to node.
    'contentLengthMiddleware - build',
    // For statistics of AWS, and for X-Ray: left out.
    'getUserAgentMiddleware - build',
    'hostHeaderMiddleware - build',
    'recursionDetectionMiddleware - build',
    // Further tries are made by the layers themselves.
    'retryMiddleware - finalizeRequest',
    'httpSigningMiddleware (a.k.a. apiKeyMiddleware,tokenMiddleware,awsAuthMiddleware) - finalizeRequest',
    'deserializerMiddleware - deserialize',
  ]);
});

test('the client has what a lean try uses', () => {
  const { config } = new DynamoDBClient({ region: 'eu-west-1' });
  expect(config, HOW).toMatchObject({
    protocol: { serializeRequest: expect.any(Function), deserializeResponse: expect.any(Function) },
    requestHandler: { handle: expect.any(Function) },
    credentials: expect.any(Function),
    retryStrategy: expect.any(Function),
    systemClockOffset: 0,
  });
  expect(PutItem$.slice(1, 4), HOW).toEqual(['com.amazonaws.dynamodb', 'PutItem', expect.anything()]);
});
