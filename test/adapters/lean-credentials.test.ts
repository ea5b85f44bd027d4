import type { AwsCredentialIdentity } from '@smithy/types';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDynamoClient } from '../../adapters/dynamo-client.ts';
import { openScene, put, type Scene, ways } from './lean-scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await scene.close();
});

const HOUR = 3_600_000;

/** Temporary credentials, each of them another. */
function issuer({ forMs }: { readonly forMs: number }) {
  const issued: AwsCredentialIdentity[] = [];
  async function issue(): Promise<AwsCredentialIdentity> {
    const n = issued.length;
    const credentials = {
      accessKeyId: `ASIATEST${n}`,
      secretAccessKey: `secret ${n}`,
      sessionToken: `token/${n}+==`,
      expiration: new Date(Date.now() + forMs),
    };
    issued.push(credentials);
    scene.server.known.splice(0, Number.POSITIVE_INFINITY, credentials);
    return credentials;
  }
  return { issued, issue };
}

describe('credentials', () => {
  test('that are temporary sign with their token', async () => {
    const { issued, issue } = issuer({ forMs: HOUR });
    const client = scene.another({ credentials: issue });
    for (let n = 0; n < 3; n++) await put(client);
    const tokens = scene.server.received.map(({ headers }) => headers['x-amz-security-token']);
    expect(tokens).toEqual(Array(3).fill('token/0+=='));
    expect([issued.length, ways(scene.server)]).toEqual([1, ['whole', 'lean', 'lean']]);
  });

  test('that are about to expire are resolved anew, and the old ones taken no longer', async () => {
    // The SDK renews what expires within five minutes.
    const { issued, issue } = issuer({ forMs: 60_000 });
    const client = scene.another({ credentials: issue });
    for (let n = 0; n < 4; n++) await put(client);
    const keys = scene.server.received.map(
      ({ headers }) => /ASIATEST\d+/.exec(headers.authorization ?? '')?.[0],
    );
    expect(new Set(keys).size).toBe(4);
    expect(issued.length).toBeGreaterThanOrEqual(4);
    expect(ways(scene.server)).toEqual(['whole', 'lean', 'lean', 'lean']);
  });

  test('that AWS takes no longer are refused as the SDK says it', async () => {
    const client = scene.another();
    for (let n = 0; n < 2; n++) await put(client);
    scene.server.known.length = 0;
    await expect(put(client)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    expect(ways(scene.server)).toEqual(['whole', 'lean', 'lean!', 'whole!']);
  });

  test('that cannot be had send nothing', async () => {
    let gone = false;
    const { issue } = issuer({ forMs: 60_000 });
    const client = scene.another({
      credentials: () => (gone ? Promise.reject(new Error('no metadata')) : issue()),
    });
    for (let n = 0; n < 2; n++) await put(client);
    gone = true;
    await expect(put(client)).rejects.toThrow('no metadata');
    gone = false;
    await put(client);
    expect(ways(scene.server)).toEqual(['whole', 'lean', 'whole']);
  });
});

describe('a clock', () => {
  test.each([
    ['slow', HOUR],
    ['fast', -HOUR],
  ])('that is %s by an hour is corrected by the first call', async (_, aheadMs) => {
    scene.server.aheadMs = aheadMs;
    for (let n = 0; n < 3; n++) await put(scene.client);
    expect(ways(scene.server)).toEqual(['whole!', 'whole', 'lean', 'lean']);
  });

  test('that goes wrong later is corrected by the call that finds out', async () => {
    for (let n = 0; n < 2; n++) await put(scene.client);
    scene.server.aheadMs = HOUR;
    for (let n = 0; n < 2; n++) await put(scene.client);
    expect(ways(scene.server)).toEqual(['whole', 'lean', 'lean!', 'whole!', 'whole', 'lean']);
  });
});

test('endpoint, region and credentials come from the environment', async () => {
  const { server } = scene;
  vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  vi.stubEnv('AWS_REGION', 'ap-southeast-2');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDENV');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret of the environment');
  vi.stubEnv('AWS_SESSION_TOKEN', 'token of the environment');
  server.known.push({
    accessKeyId: 'AKIDENV',
    secretAccessKey: 'secret of the environment',
    sessionToken: 'token of the environment',
  });
  const client = createDynamoClient();
  for (let n = 0; n < 3; n++) await put(client);
  client.destroy();
  for (const { headers } of server.received)
    expect(headers.authorization).toContain('/ap-southeast-2/dynamodb/');
  expect(ways(server)).toEqual(['whole', 'lean', 'lean']);
});
