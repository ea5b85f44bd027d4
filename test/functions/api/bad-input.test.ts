import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperationId, routes } from '../../../functions/api/routes.ts';
import { expectProblem } from './expect-problem.ts';
import { type RightRequest, rightRequests } from './requests.ts';
import { type Api, openApi } from './server.ts';
import { spoilersOf } from './spoilers.ts';

describe('bad input', () => {
  let api: Api;
  let requests: Readonly<Record<OperationId, RightRequest>>;
  let before: { stored: readonly unknown[]; writes: number };
  beforeAll(async () => {
    api = await openApi();
    requests = await rightRequests(api);
    before = { stored: await api.stored(), writes: api.writes() };
  });
  afterAll(() => api.close());

  describe.each(routes)('$method $path', (route) => {
    const spoilers = spoilersOf(route);

    test('of at least twenty kinds', () => {
      expect(new Set(spoilers.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(20);
    });

    test.each(spoilers)('$kind', async ({ spoil, status, field }) => {
      const right = requests[route.operationId];
      const { method = right.method, path = right.path, ...ask } = spoil(right);
      const reply = await api.ask(method, path, { ...ask, headers: { ...right.headers, ...ask.headers } });
      expectProblem(reply, status, field);
      expect(api.writes()).toBe(before.writes);
    });
  });

  test('wrote nothing, hurt nobody', async () => {
    expect(await api.stored()).toEqual(before.stored);
    expect(api.reports).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});
