import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../../functions/api/app.ts';
import { onLambda, stageOf } from '../../../functions/api/lambda.ts';
import { john, orderOf } from './requests.ts';
import { type Api, openApi } from './server.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

interface Result {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

const headers = { 'content-type': 'application/json', host: 'api.example.com' };

/** As a REST API sends it: the path without the stage. */
const rest = ({ method, path, query, json }: Call, stage: string) =>
  ({
    version: '1.0',
    resource: '/{proxy+}',
    httpMethod: method,
    path,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: query ?? null,
    multiValueQueryStringParameters: query
      ? Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]]))
      : null,
    body: json === undefined ? null : JSON.stringify(json),
    isBase64Encoded: false,
    requestContext: { stage, path: `/${stage}${path}`, domainName: 'api.example.com' },
  }) as unknown as LambdaEvent;

/** As an HTTP API sends it: the path with the stage, unless it is the default one; here with a packed body. */
const http = ({ method, path, query, json }: Call, stage: string) =>
  ({
    version: '2.0',
    routeKey: '$default',
    rawPath: stage === '$default' ? path : `/${stage}${path}`,
    rawQueryString: new URLSearchParams(query).toString(),
    headers,
    body: json === undefined ? undefined : Buffer.from(JSON.stringify(json)).toString('base64'),
    isBase64Encoded: json !== undefined,
    requestContext: { stage, domainName: 'api.example.com', http: { method, path } },
  }) as unknown as LambdaEvent;

describe.each([
  ['a REST API', rest, 'dev', '/dev'],
  ['an HTTP API', http, '$default', ''],
  ['an HTTP API with a stage', http, 'dev', '/dev'],
] as const)('behind %s', (_, eventOf, stage, prefix) => {
  let api: Api;
  let call: (call: Call) => Promise<Result>;
  beforeAll(async () => {
    api = await openApi();
    const handler = onLambda(createApp(api.deps, { prefixOf: stageOf }));
    call = (given) => handler(eventOf(given, stage), {} as LambdaContext) as Promise<Result>;
  });
  afterAll(() => api.close());

  const header = ({ headers: single, multiValueHeaders: many }: Result, name: string) =>
    single?.[name] ?? many?.[name]?.[0];

  test('a customer orders, is found, and is given addresses with the stage', async () => {
    const created = await call({ method: 'POST', path: '/customers', json: { ...john, name: 'Łukasz 王' } });
    expect(created.statusCode).toBe(201);
    const { customer, name } = JSON.parse(created.body) as Record<string, string>;
    expect(name).toBe('Łukasz 王');
    expect(header(created, 'location')).toBe(`${prefix}/customers/${customer}`);

    const json = { process: 'order', input: orderOf(String(customer)) };
    const started = await call({ method: 'POST', path: '/instances', json });
    const { instance } = JSON.parse(started.body) as Record<string, string>;
    expect(header(started, 'location')).toBe(`${prefix}/instances/${instance}`);
    await api.project(String(instance));

    const query = { customer: String(customer), createdAfter: '2025-12-31T23:00:00+01:00' };
    const list = await call({ method: 'GET', path: '/instances', query });
    expect(JSON.parse(list.body)).toMatchObject({ items: [{ instance }], cursor: null });
  });

  test('problems look alike', async () => {
    const missing = await call({ method: 'GET', path: '/instances/nobody' });
    expect([missing.statusCode, header(missing, 'content-type')]).toEqual([404, 'application/problem+json']);
    expect(JSON.parse(missing.body)).toMatchObject({ instance: `${prefix}/instances/nobody` });
    expect((await call({ method: 'DELETE', path: '/instances' })).statusCode).toBe(405);
    expect((await call({ method: 'GET', path: '/nothing' })).statusCode).toBe(404);
  });

  test('a GET with a body is a GET', async () => {
    expect((await call({ method: 'GET', path: '/health', json: {} })).statusCode).toBe(200);
  });

  test('the description names the server by its stage', async () => {
    const { body } = await call({ method: 'GET', path: '/openapi.json' });
    expect(JSON.parse(body)).toMatchObject({ servers: [{ url: prefix || '/' }] });
  });
});
