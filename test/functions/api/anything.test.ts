import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemDocument } from '../../../functions/api/problem-document.ts';
import { routes } from '../../../functions/api/routes.ts';
import { anOrder, orderOf, payment } from './requests.ts';
import { type Api, openApi } from './server.ts';

/** Values that callers get wrong, besides any other JSON. */
const odd = fc.constantFrom<unknown>(
  null,
  '',
  0,
  -1,
  1.5,
  2 ** 53,
  'x'.repeat(300),
  [],
  {},
  true,
  '\0',
  'order',
);
const value = fc.oneof(odd, fc.jsonValue());
const name = fc.constantFrom(
  'process',
  'input',
  'type',
  'name',
  'email',
  'language',
  'lines',
  'customer',
  'constructor',
);
const segment = fc.oneof(
  fc.constantFrom('order', '1', '0', '..', '%', '%00', '%2f', 'x'.repeat(200)),
  fc.string(),
);
const query = fc.array(fc.tuple(fc.oneof(name, fc.constantFrom('limit', 'cursor', 'sort')), fc.string()));

/** A right body with some of its values replaced, or any JSON at all. */
const body = fc.oneof(
  value,
  fc.dictionary(name, value),
  fc
    .tuple(fc.constantFrom(payment, { process: 'order', input: orderOf('c-1') }), fc.dictionary(name, value))
    .map(([right, wrong]) => ({ ...right, ...wrong })),
  value.map((quantity) => ({
    process: 'order',
    input: { ...orderOf('c-1'), lines: [{ sku: 'A-1', quantity, unitPriceMinor: 1 }] },
  })),
);

describe('whatever is sent', () => {
  let api: Api;
  let instance: string;
  beforeAll(async () => {
    api = await openApi();
    instance = await anOrder(api);
  });
  afterAll(() => api.close());

  test('is answered, or refused with a problem that is the caller’s', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes),
        fc.option(segment, { nil: undefined }),
        fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: query }),
        body,
        async ({ method, path }, part, fields, json) => {
          const place = path
            .replaceAll('{instance}', () => encodeURI(part ?? instance))
            .replaceAll(/\{\w+\}/g, () => encodeURI(part ?? '1'));
          const search = fields.map(([key, text]) => `${key}=${encodeURIComponent(text)}`).join('&');
          const reply = await api.ask(method, `${place}?${search}`, {
            headers: method === 'PATCH' || method === 'DELETE' ? { 'If-Match': '"1"' } : {},
            ...(method === 'POST' || method === 'PATCH' ? { json } : {}),
          });
          expect(reply.status).toBeLessThan(500);
          if (reply.status >= 400) expect(problemDocument.safeParse(reply.body).success).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
    expect(api.reports).toEqual([]);
  });
});
