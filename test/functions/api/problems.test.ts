import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../engine/engine.ts';
import {
  type BatonError,
  Conflict,
  DefinitionUnknown,
  EventFailed,
  EventNotAccepted,
  Finished,
  InstanceNotFound,
  InvalidEvent,
  InvalidInput,
  KeyReused,
  NoIncident,
  ReservedEvent,
  RevisionMismatch,
  RevisionNotFound,
  StoreUnavailable,
  TooLarge,
} from '../../../engine/errors.ts';
import { createDefinitions } from '../../../engine/registry.ts';
import { createApp } from '../../../functions/api/app.ts';
import { expectProblem } from './expect-problem.ts';
import { anOrder, john } from './requests.ts';
import { type Api, openApi } from './server.ts';

const secret = new Error('password=hunter2 John Doe');
const issues = [{ path: '/lines/0/quantity', message: 'is not a number' }];

describe('a problem', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  /** What a caller gets where the engine answers with this error, and what the operator hears. */
  async function answerTo(error: unknown) {
    const reports: unknown[] = [];
    const engine = { head: () => Promise.reject(error) } as Partial<Engine> as Engine;
    const app = createApp({ ...api.deps, engine, report: (_, reported) => reports.push(reported) });
    const response = await app.request('/instances/i-1');
    const { status, headers } = response;
    const text = await response.text();
    return { reply: { status, headers, text, body: JSON.parse(text) as Record<string, unknown> }, reports };
  }

  test.each<readonly [BatonError, number]>([
    [new InstanceNotFound('i-1'), 404],
    [new RevisionNotFound('i-1', 7), 404],
    [new EventNotAccepted('pay', 'open', ['cancel']), 409],
    [new Finished('i-1', 'done'), 409],
    [new Conflict('i-1', 50), 409],
    [new NoIncident('i-1'), 409],
    [new RevisionMismatch('i-1', 1, 2), 412],
    [new TooLarge('i-1', 500_000, 400_000), 413],
    [new InvalidEvent('pay', issues), 422],
    [new InvalidInput('order', issues), 422],
    [new ReservedEvent('xstate.init'), 422],
    [new KeyReused('i-1'), 422],
  ])('%s is the caller’s', async (error, status) => {
    const { reply, reports } = await answerTo(error);
    expectProblem(reply, status);
    expect(reply.body).toMatchObject({ code: error.code, detail: error.message });
    expect(reports).toEqual([]);
  });

  test.each<readonly [BatonError, number, string]>([
    [new EventFailed('pay', 'order', secret), 422, 'event-failed'],
    [new StoreUnavailable(secret), 503, 'store-unavailable'],
    [new DefinitionUnknown('order', 2), 503, 'version-unknown'],
  ])('%s is told to the caller and to the operator', async (error, status, code) => {
    const { reply, reports } = await answerTo(error);
    expectProblem(reply, status);
    expect(reply.body.code).toBe(code);
    expect(reply.headers.get('retry-after')).toBe(status === 503 ? '1' : null);
    expect(reply.text).not.toContain('hunter2');
    expect(reply.body.incident).toMatch(/^\w+$/);
    expect(reports).toEqual([error]);
  });

  test('that nobody expected says nothing of its cause, but where to find it', async () => {
    const { reply, reports } = await answerTo(secret);
    expectProblem(reply, 500);
    expect(reply.body.detail).toContain(String(reply.body.incident));
    expect(reply.text).not.toMatch(/hunter2|John|\.ts/);
    expect(reports).toEqual([secret]);
  });

  test('names an instance by its path, and an event by its type', async () => {
    const { reply } = await answerTo(new RevisionMismatch('i-1', 1, 2));
    expect(reply.body).toMatchObject({ instance: '/instances/i-1', expected: 1, revision: 2 });
    const refused = await answerTo(new EventNotAccepted('pay', 'open', []));
    expect(refused.reply.body).toMatchObject({ type: 'urn:baton:problem:event-not-accepted', event: 'pay' });
  });

  test('of an instance on a version that is not deployed here can be tried again', async () => {
    const instance = await anOrder(api);
    const app = createApp({ ...api.deps, definitions: createDefinitions([]) });
    const response = await app.request(`/instances/${instance}`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  });

  test.each([
    ['malformed', `{"name":"${john.name}","email":"${john.email}"`],
    ['of the wrong shape', `[{"name":"${john.name}","email":"${john.email}"}]`],
    ['of a wrong field', `{"name":"${john.name}","email":"${john.email}"","language":"fr"}`],
  ])('of a body that is %s repeats nothing of it', async (_, raw) => {
    const reply = await api.ask('POST', '/customers', {
      raw,
      headers: { 'content-type': 'application/json' },
    });
    expectProblem(reply, [400, 422]);
    expect(reply.text).not.toMatch(/john|doe/i);
  });

  test.each([
    '/',
    '/nothing',
    '/instances/a/b',
    '/customers/john.doe@example.com/mail',
    '/docs',
    '/favicon.ico',
  ])('tells that nothing is at %s, and does not repeat it', async (path) => {
    const reply = await api.get(path);
    expectProblem(reply, 404);
    expect(reply.body.code).toBe('not-found');
    expect(reply.text).not.toContain('example.com');
  });

  test.each([
    ['DELETE', '/instances', 'POST, GET, HEAD, OPTIONS'],
    ['PUT', '/instances/i-1', 'GET, HEAD, OPTIONS'],
    ['GET', '/instances/i-1/events', 'POST, OPTIONS'],
  ])('tells that %s is not what %s takes', async (method, path, allow) => {
    const reply = await api.ask(method, path);
    expectProblem(reply, 405);
    expect(reply.headers.get('allow')).toBe(allow);
  });

  test('is all that OPTIONS gets where nothing is', async () => {
    expectProblem(await api.ask('OPTIONS', '/nothing'), 404);
  });
});
