import { lookup } from 'node:dns';
import { Agent } from 'node:http';
import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  InternalServerError,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HASTY, openScene, put, type Scene, ways } from './lean-scene.ts';
import { fault, type Reply } from './strict-server.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene({ requestHandler: HASTY });
});
afterEach(() => scene.close());

/** The client has learned the way; nothing is counted yet. */
async function learned(client = scene.client): Promise<void> {
  await put(client);
  ways(scene.server);
}

const down = fault('InternalServerError', 'Try again', {}, 500);

/** What a lean try may meet. */
const FAULTS: Readonly<Record<string, Reply>> = {
  'an internal error': down,
  'an answer of a proxy': { status: 503, body: '<html>' },
  'a throttled table': fault('ProvisionedThroughputExceededException', 'Slow down'),
  'a throttled request': fault('ThrottlingException', 'Slow down'),
  'an unknown key': fault('UnrecognizedClientException', 'The security token is invalid'),
  'an expired token': fault('ExpiredTokenException', 'The security token is expired'),
  'a refused signature': fault('InvalidSignatureException', 'The signature does not match'),
  'a table that is not there yet': fault('ResourceNotFoundException', 'No such table'),
  'an answer that is no JSON': { body: '<html>' },
  'a cut connection': 'cut',
  'no answer': 'silence',
  'an answer that breaks off': 'cut-body',
  'an answer that stalls': 'stalled-body',
};

describe('after one lean try that met', () => {
  test.each(Object.entries(FAULTS))('%s, the call goes through all layers', async (_, reply) => {
    await learned();
    scene.server.replies.push(reply);
    expect(await put(scene.client)).toMatchObject({ $metadata: { httpStatusCode: 200, attempts: 1 } });
    await put(scene.client);
    expect(ways(scene.server)).toEqual(['lean', 'whole', 'lean']);
  });
});

describe('a fault that lasts', () => {
  test.each([
    ['an internal error', down, { name: 'InternalServerError' }],
    ['a cut connection', 'cut', { code: 'ECONNRESET' }],
    ['no answer', 'silence', { name: 'TimeoutError' }],
    ['an answer that breaks off', 'cut-body', { code: 'ECONNRESET' }],
    ['an answer that stalls', 'stalled-body', { name: 'TimeoutError' }],
  ] as const)('such as %s is met once leanly and by three tries of the SDK', async (_, reply, error) => {
    await learned();
    scene.server.always = reply;
    await expect(put(scene.client)).rejects.toMatchObject({ ...error, $metadata: { attempts: 3 } });
    expect(ways(scene.server)).toEqual(['lean', 'whole', 'whole', 'whole']);
  });

  test('is met leanly once, not by every call', async () => {
    await learned();
    scene.server.always = down;
    for (let n = 0; n < 2; n++) await expect(put(scene.client)).rejects.toThrow(InternalServerError);
    expect(ways(scene.server)).toEqual(['lean', ...Array(6).fill('whole')]);
    scene.server.always = {};
    for (let n = 0; n < 2; n++) await put(scene.client);
    expect(ways(scene.server)).toEqual(['whole', 'lean']);
  });

  test('that the SDK does not repeat is told as the SDK tells it', async () => {
    await learned();
    scene.server.always = fault('ResourceNotFoundException', 'No such table');
    const error = await put(scene.client).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toBeInstanceOf(DynamoDBServiceException);
    expect(error).toMatchObject({ message: 'No such table', $fault: 'client', $metadata: { attempts: 1 } });
    expect(ways(scene.server)).toEqual(['lean', 'whole']);
  });

  test('is a server that is gone', async () => {
    await learned();
    await scene.server.close();
    await expect(put(scene.client)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      $metadata: { attempts: 3 },
    });
  });

  test('is a host that takes no connection', async () => {
    let dead = false;
    const httpAgent = new Agent({
      lookup: (host, options, found) => (dead ? undefined : lookup(host, options, found)),
    });
    const client = scene.another({
      requestHandler: { ...HASTY, httpAgent },
      endpoint: scene.server.endpoint.replace('127.0.0.1', 'localhost'),
    });
    await learned(client);
    dead = true;
    await expect(put(client)).rejects.toMatchObject({ name: 'TimeoutError', $metadata: { attempts: 3 } });
    expect(ways(scene.server)).toEqual([]);
  });
});

test('a failed condition is an answer: one request, the exception of the SDK with its item', async () => {
  await learned();
  const Item = { i: { S: 'é' }, n: { N: '1' }, b: { B: 'AQID' } };
  scene.server.always = fault('ConditionalCheckFailedException', 'The conditional request failed', { Item });
  for (let n = 0; n < 2; n++) {
    const error = await put(scene.client).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({ Item: { ...Item, b: { B: new Uint8Array([1, 2, 3]) } } });
  }
  expect(ways(scene.server)).toEqual(['lean', 'lean']);
});

test('lean successes give back what the SDK may spend on further tries, as its own do', async () => {
  const strategy = (await scene.client.config.retryStrategy()) as unknown as { getCapacity(): number };
  await learned();
  const before = strategy.getCapacity();
  scene.server.always = down;
  await expect(put(scene.client)).rejects.toThrow(InternalServerError);
  const left = strategy.getCapacity();
  expect(left).toBeLessThan(before);
  scene.server.always = {};
  for (let n = 0; n < 6; n++) await put(scene.client);
  expect(ways(scene.server).slice(-6)).toEqual(['whole', ...Array(5).fill('lean')]);
  expect(strategy.getCapacity()).toBe(left + 6);
});
