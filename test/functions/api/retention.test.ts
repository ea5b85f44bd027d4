import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDynamoJournal } from '../../../adapters/dynamo-journal.ts';
import { createDynamoRemovals } from '../../../adapters/dynamo-removals.ts';
import { createRetirement } from '../../../functions/retire/retirement.ts';
import type { RetireWalkPage } from '../../../functions/retire/walk.ts';
import { dying } from '../../adapters/dying.ts';
import { expectProblem } from './expect-problem.ts';
import { orderOf } from './requests.ts';
import { type Api, openApi } from './server.ts';

const DAY = 86_400_000;

describe('a rule of retention', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  test.each<[object, string]>([
    [{ days: 9 }, ''],
    [{ process: 'order', records: 'message', days: 9 }, ''],
    [{ process: 'nothing', days: 9 }, '/process'],
    [{ process: 7, days: 9 }, '/process'],
    [{ records: 'customer', days: 9 }, '/records'],
    [{ process: 'order' }, '/days'],
    ...[0, -1, 1.5, 36_501, '9', null].map(
      (days) => [{ process: 'order', days }, '/days'] as [object, string],
    ),
  ])('%j is refused', async (json, field) => {
    expectProblem(await api.post('/retention', json), 422, ['body', field]);
    expect((await api.get('/retention')).body.items).toEqual([]);
  });

  test('is one of each, is changed and not removed', async () => {
    const order = await api.post('/retention', { process: 'order', days: 400 });
    expect(order.headers.get('location')).toBe('/retention/process-order');
    expect(order.body).toMatchObject({ process: 'order', records: null, days: 400, revision: 1 });
    expectProblem(await api.post('/retention', { process: 'order', days: 300 }), 409);
    const changed = await api.patch('/retention/process-order', 1, { days: 300 });
    expect(changed.body).toMatchObject({ process: 'order', days: 300, revision: 2 });
    expectProblem(await api.patch('/retention/process-order', 2, { days: 0 }), 422, ['body', '/days']);
    expectProblem(await api.patch('/retention/process-order', 2, { process: 'x' }), 422);
    expectProblem(await api.ask('DELETE', '/retention/process-order'), 405);
    const messages = await api.post('/retention', { records: 'message', days: 30 });
    expect(messages.body).toMatchObject({ retention: 'records-message', process: null, records: 'message' });
  });
});

/** Everything that is older than its rule, over this client. */
async function retire(api: Api, client = api.store.client): Promise<void> {
  const walk = createRetirement({
    ...api.deps,
    journal: createDynamoJournal(client, api.store.names.journal),
    removals: createDynamoRemovals(client, api.store.names),
    failed: async (_, error) => {
      throw error;
    },
  });
  let page: RetireWalkPage | undefined = { segment: 0, of: 1 };
  while (page !== undefined) page = (await walk(page)).onward;
}

describe('an instance that has retired', () => {
  let api: Api;
  let path: string;
  let instance: string;
  const headers = { 'Idempotency-Key': 'order 1' };
  const start = { process: 'order', input: orderOf('c-1') };
  beforeAll(async () => {
    api = await openApi();
    instance = String((await api.post('/instances', start, headers)).body.instance);
    path = `/instances/${instance}`;
    await api.post(`${path}/cancel`, { reason: 'test' });
    await api.project(instance);
    await api.post('/notes', { about: { instance }, text: 'Cancelled.' });
    await api.post('/retention', { process: 'order', days: 100 });
  });
  afterAll(() => api.close());

  test('is gone, says so, and tells what stays of it', async () => {
    const before = (await api.get(path)).body;
    const { hash } = await api.engine.head(instance);
    api.pass(100 * DAY);
    await retire(api, dying(api.store, 1)).catch(() => undefined);
    // Half removed: it has ended as before, and its chain is not called broken.
    expect((await api.get(path)).body).toEqual(before);
    expectProblem(await api.get(`${path}/verification`), 410);
    await retire(api);
    for (const [method, at, json] of [
      ['GET', path],
      ['GET', `${path}/journal`],
      ['GET', `${path}/revisions/1`],
      ['GET', `${path}/verification`],
      ['POST', `${path}/events`, { type: 'pay', amountMinor: 1, reference: 'x' }],
      ['POST', `${path}/cancel`, { reason: 'test' }],
      ['POST', `${path}/incident/retry`, { reason: 'test' }],
    ] as const) {
      const reply = await api.ask(method, at, json === undefined ? {} : { json });
      expect([method, at, reply.status, reply.body]).toEqual([
        ...[method, at, 410],
        expect.objectContaining({
          ...{ code: 'instance-retired', status: 410, instance: path, process: 'order', version: 1 },
          ...{ outcome: 'cancelled', revisions: before.revision, hash, createdAt: before.createdAt },
          ...{ endedAt: before.updatedAt, retiredAt: '2026-04-11T12:00:00.000Z' },
        }),
      ]);
    }
    expectProblem(await api.get('/instances/nothing'), 404);
    expect((await api.get('/instances')).body.items).toEqual([]);
    expect((await api.get('/notes')).body.items).toEqual([]);
    expectProblem(await api.post('/notes', { about: { instance }, text: 'x' }), 422, [
      'body',
      '/about/instance',
    ]);
  });

  test('has another life when it is started under its key again', async () => {
    const again = await api.post('/instances', start, headers);
    expect([again.status, again.body.instance, again.body.revision]).toEqual([201, instance, 1]);
    expect((await api.get(`${path}/verification`)).body).toMatchObject({ intact: true, revisions: 1 });
  });
});
