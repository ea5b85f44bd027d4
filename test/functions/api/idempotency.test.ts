import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { anOrder, anOrderOnHold, john, orderOf, payment } from './requests.ts';
import { type Api, openApi } from './server.ts';

describe('an idempotency key', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  /** Posts twice under one key, then another body under it. */
  async function thrice(path: string, body: object, other: object, key: string): Promise<void> {
    const headers = { 'Idempotency-Key': key };
    const first = await api.post(path, body, headers);
    const stored = await api.stored();
    api.pass(60_000);
    const second = await api.post(path, body, headers);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    const third = await api.post(path, other, headers);
    expectProblem(third, 422);
    expect(third.body.code).toBe('key-reused');
    expect(await api.stored()).toEqual(stored);
  }

  test('creates a customer once', () =>
    thrice('/customers', john, { ...john, email: 'jane.doe@example.com' }, 'customer 1'));

  test('starts an instance once', () =>
    thrice(
      '/instances',
      { process: 'order', input: orderOf('c-1') },
      { process: 'order', input: orderOf('c-2') },
      'order 1',
    ));

  test('applies an event once, and shows the first answer after later events', async () => {
    const path = `/instances/${await anOrder(api)}/events`;
    await thrice(path, payment, { ...payment, amountMinor: 1 }, 'payment 1');
    const first = await api.post(path, payment, { 'Idempotency-Key': 'payment 1' });
    await api.post(path, { type: 'pack' });
    const again = await api.post(path, payment, { 'Idempotency-Key': 'payment 1', 'If-Match': '"1"' });
    expect(again.body).toEqual(first.body);
  });

  test('retries an incident once', async () => {
    const path = `/instances/${await anOrderOnHold(api)}/incident/retry`;
    const headers = { 'Idempotency-Key': 'retry 1' };
    const because = { reason: 'mended' };
    const first = await api.post(path, because, headers);
    expect(first.status).toBe(200);
    expect((await api.post(path, because, headers)).body).toEqual(first.body);
    expect((await api.post(path, { reason: 'another' }, headers)).body.code).toBe('key-reused');
  });

  test('of two senders at once makes one customer and one instance', async () => {
    for (const [path, body] of [
      ['/customers', john],
      ['/instances', { process: 'order', input: orderOf('c-1') }],
    ] as const) {
      const replies = await Promise.all(
        Array.from({ length: 8 }, () => api.post(path, body, { 'Idempotency-Key': 'at once' })),
      );
      expect(new Set(replies.map((reply) => reply.text)).size).toBe(1);
      expect(replies.map((reply) => reply.status)).toEqual(Array(8).fill(201));
    }
  });

  test('is not needed: without one, each post is another', async () => {
    const [a, b] = [await api.post('/customers', john), await api.post('/customers', john)];
    expect(a.body.customer).not.toBe(b.body.customer);
    expect(await anOrder(api)).not.toBe(await anOrder(api));
  });

  test('may be any printable ASCII of up to 200 characters', async () => {
    const key = ` ~!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}${'k'.repeat(160)}`;
    const headers = { 'Idempotency-Key': key };
    const [a, b] = [await api.post('/customers', john, headers), await api.post('/customers', john, headers)];
    expect([a.status, b.body]).toEqual([201, a.body]);
  });
});
