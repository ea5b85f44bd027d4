import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { type Api, openApi } from './server.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

test.each([
  ['', 'en', 'Awaiting payment'],
  ['?lang=en&version=1', 'en', 'Awaiting payment'],
  ['?lang=zh', 'zh', '等待付款'],
])('diagram.svg%s is a drawing in the language %s', async (query, language, title) => {
  const { status, headers, text } = await api.get(`/definitions/order/diagram.svg${query}`);
  expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(text).toContain(`lang="${language}"`);
  expect(text).toContain(`>${title}</text>`);
});

test('a drawing may use its own style sheet, and nothing else', async () => {
  const { headers, text } = await api.get('/definitions/order/diagram.svg');
  const [, style = ''] = /<style>([^<]*)<\/style>/.exec(text) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(headers.get('content-security-policy')).toBe(
    `default-src 'none'; frame-ancestors 'none'; style-src 'sha256-${hash}'`,
  );
});

test('diagram.mmd is the same in Mermaid', async () => {
  const { status, headers, text } = await api.get('/definitions/order/diagram.mmd?lang=zh');
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(text).toMatch(/^---\ntitle: "订单"\n---\nstateDiagram-v2\n/);
  expect(text).toMatch(/state "等待付款" as s\d+/);
});

test.each(['diagram.svg', 'diagram.mmd'])('%s of what is not there is a problem', async (name) => {
  expectProblem(await api.get(`/definitions/dream/${name}`), 404);
  expectProblem(await api.get(`/definitions/order/${name}?version=9`), 404);
  expectProblem(await api.get(`/definitions/order/${name}?version=0`), 400, ['query', '/version']);
  expectProblem(await api.get(`/definitions/order/${name}?lang=de`), 400, ['query', '/lang']);
  expectProblem(await api.get(`/definitions/order/${name}?lang=en&lang=zh`), 400, ['query', '/lang']);
});
