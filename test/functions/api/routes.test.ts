import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outputs } from '../../../functions/api/outputs.ts';
import type { Route } from '../../../functions/api/route.ts';
import { type OperationId, routes } from '../../../functions/api/routes.ts';
import { type RightRequest, rightRequests } from './requests.ts';
import { type Api, openApi } from './server.ts';

describe('every route', () => {
  let api: Api;
  let requests: Readonly<Record<OperationId, RightRequest>>;
  beforeAll(async () => {
    api = await openApi();
    requests = await rightRequests(api);
  });
  afterAll(() => api.close());

  test.each(routes)('$method $path answers in the shape that its documentation says', async (route) => {
    const { method, path, ...ask } = requests[route.operationId];
    const reply = await api.ask(method, path, ask);
    const { type }: Route = route;
    const body = type === undefined ? reply.body : reply.text;
    expect([reply.status, body]).toEqual([route.status, expect.anything()]);
    expect(outputs[route.operationId].safeParse(body).error?.issues).toBeUndefined();
    const sent = type === undefined ? 'application/json' : `${type}; charset=utf-8`;
    expect(reply.headers.get('content-type')).toBe(sent);
  });

  test.each(routes)('$method $path keeps its answer out of caches and frames', async (route) => {
    const { headers } = await api.ask('HEAD', requests[route.operationId].path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; frame-ancestors 'none'(; style-src 'sha256-[\w+/]+=')?$/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each(routes)('$method $path says with OPTIONS what it takes', async (route) => {
    const { path, method } = requests[route.operationId];
    const reply = await api.ask('OPTIONS', path, { headers: { origin: 'https://elsewhere.example' } });
    expect(reply.status).toBe(204);
    expect(reply.headers.get('allow')).toMatch(method);
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('HEAD is GET without its body', async () => {
    const { path } = requests.getInstance;
    const [head, get] = [await api.ask('HEAD', path), await api.get(path)];
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', get.headers.get('etag')]);
    expect((await api.ask('HEAD', requests.sendEvent.path)).status).toBe(405);
  });
});
