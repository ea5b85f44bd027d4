import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mountDocs } from '../../../functions/api/docs.ts';
import { type Api, openApi } from './server.ts';

describe('the pages for people', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi({ docs: mountDocs });
  });
  afterAll(() => api.close());

  test('come from this server alone', async () => {
    const page = await api.get('/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);

    const links = [...page.text.matchAll(/(?:src|href)="(?!data:)([^"]*)"/g)].map(([, link = '']) => link);
    expect(links).toHaveLength(3);
    for (const link of links) {
      const asset = await api.get(link);
      expect([link, asset.status]).toEqual([link, 200]);
      expect(asset.headers.get('content-type')).toMatch(/^text\/(css|javascript); charset=utf-8$/);
      expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(page.text).not.toMatch(/<script>|style=|onload=/);
  });

  test.each(['/docs/../package.json', '/docs/%2e%2e/package.json', '/docs/swagger-ui.js'])(
    'do not show %s',
    async (path) => {
      expect((await api.get(path)).status).toBe(404);
    },
  );
});
