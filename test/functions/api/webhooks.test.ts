import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../../functions/api/app.ts';
import { expectProblem } from './expect-problem.ts';
import { samples } from './requests.ts';
import { type Api, openApi } from './server.ts';

const [loyalty] = samples.webhook;
const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 'Qxvkestrel').toString('base64')}`;

describe('webhooks', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  const refused = [
    ['/url', 'http://loyalty.example.com'],
    ['/url', 'http://localhost:8080/hook'],
    ['/url', 'ftp://loyalty.example.com'],
    ['/url', 'loyalty'],
    ['/url', 'https://ann:secret@loyalty.example.com'],
    ['/url', `https://loyalty.example.com/${'a'.repeat(480)}`],
    ['/secret', secretOf(23)],
    ['/secret', secretOf(65)],
    ['/secret', secretOf(32).slice('whsec_'.length)],
    ['/secret', `${secretOf(24)}!`],
    ['/consent', 'pigeon'],
    ['/webhook', 'Loyalty Points'],
  ] as const;

  test.each(refused)('with the %s %j are refused, without repeating it', async (path, value) => {
    const reply = await api.post('/webhooks', { ...loyalty, [path.slice(1)]: value });
    expectProblem(reply, 422, ['body', path]);
    if (path === '/secret') expect(reply.text).not.toContain(value);
  });

  test('have a secret that no answer shows and nothing holds in clear, and may get another', async () => {
    const secret = secretOf(64);
    const url = 'https://loyalty.example.com/Qxvkestrel';
    const created = await api.post('/webhooks', { ...loyalty, webhook: 'points', secret, url });
    expect([created.status, created.body]).toMatchObject([201, { webhook: 'points', url, consent: 'email' }]);
    const changed = await api.patch('/webhooks/points', 1, { secret: secretOf(40) });
    expect(changed.status).toBe(200);
    expectProblem(await api.patch('/webhooks/points', 2, { url: 'http://x.example' }), 422, ['body', '/url']);
    const listed = await api.get('/webhooks');
    for (const { text } of [created, changed, listed]) expect(text).not.toContain('whsec_');
    const stored = Buffer.from(JSON.stringify(await api.stored())).toString();
    expect(stored).not.toContain('Qxvkestrel');
    expect(stored).not.toContain('whsec_');
  });

  test('of a name that there is are another, or the same once more', async () => {
    const body = { ...loyalty, webhook: 'twice' };
    const created = await api.post('/webhooks', body);
    expect((await api.post('/webhooks', body)).body).toEqual(created.body);
    expectProblem(await api.post('/webhooks', { ...body, secret: secretOf(24) }), 409);
  });

  test('may lead to this machine where everything runs on it, and nowhere else without encryption', async () => {
    const app = createApp({ ...api.deps, isLocal: true });
    const create = (url: string, webhook: string) =>
      app.request('/webhooks', {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ ...loyalty, url, webhook }),
      });
    expect((await create('http://localhost:8080/hook', 'local-a')).status).toBe(201);
    expect((await create('http://127.0.0.1:8080/hook', 'local-b')).status).toBe(201);
    expect((await create('http://loyalty.example.com', 'local-c')).status).toBe(422);
  });
});
