import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { john } from './requests.ts';
import { type Api, openApi } from './server.ts';

describe('a customer', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  test('is created and read', async () => {
    const created = await api.post('/customers', { ...john, name: '  John Doe ', language: 'zh' });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      customer: expect.stringMatching(/^[\w-]+$/),
      ...john,
      ...{ phone: null, address: null, language: 'zh', timeZone: null, consent: {} },
      ...{ owner: null, team: null, account: null, position: null, tags: [], fields: {} },
      ...{ merged: [], aliases: [], revision: 1, updatedAt: '2026-01-01T12:00:00.000Z' },
      createdAt: '2026-01-01T12:00:00.000Z',
    });
    const location = created.headers.get('location') ?? '';
    expect(location).toBe(`/customers/${created.body.customer}`);
    expect((await api.get(location)).body).toEqual(created.body);
  });

  test('is spoken to in English unless told otherwise', async () => {
    expect((await api.post('/customers', john)).body.language).toBe('en');
  });

  test.each(['O’Brien', '王小明', 'José María', 'Łukasz', '👩‍🚀', "Robert'); DROP TABLE customers;--"])(
    'may be called %s',
    async (name) => {
      const { status, body } = await api.post('/customers', { ...john, name });
      expect([status, body.name]).toEqual([201, name]);
    },
  );

  test('that is not there is a problem', async () => {
    const reply = await api.get('/customers/nobody');
    expectProblem(reply, 404, ['path', '/customer']);
    expect(reply.body.code).toBe('customer-not-found');
  });

  test('is nowhere stored in clear', async () => {
    await api.post('/customers', { name: 'Canary Wren', email: 'canary.wren@example.com' });
    expect(Buffer.from(JSON.stringify(await api.stored())).toString('latin1')).not.toMatch(/canary|wren/i);
  });
});
