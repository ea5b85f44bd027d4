import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { aCustomer, anOrder, anOrderOnHold, orderOf, payment } from './requests.ts';
import { type Api, openApi } from './server.ts';

describe('an instance', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  test('is started, with its place and every field in the documented order', async () => {
    const customer = await aCustomer(api);
    const reply = await api.post('/instances', { process: 'order', input: orderOf(customer) });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('location')).toBe(`/instances/${reply.body.instance}`);
    expect(reply.headers.get('etag')).toBe('"1"');
    expect(Object.keys(reply.body).join(' ')).toBe(
      'instance process version key customer owner team parent children status state context output error incident ' +
        'accepts pending timers tasks revision createdAt updatedAt',
    );
    expect(reply.body).toMatchObject({
      process: 'order',
      version: 1,
      key: expect.stringMatching(/^ORD-/),
      customer,
      owner: null,
      team: null,
      parent: null,
      status: 'active',
      output: null,
      error: null,
      incident: null,
      revision: 1,
      createdAt: '2026-01-01T12:00:00.000Z',
      updatedAt: '2026-01-01T12:00:00.000Z',
    });
    expect((await api.get(`/instances/${reply.body.instance}`)).body).toEqual(reply.body);
  });

  test('says which events it accepts, with their schemas', async () => {
    const { body } = await api.get(`/instances/${await anOrder(api)}`);
    const accepts = body.accepts as readonly { type: string; schema: { properties: object } }[];
    expect(accepts.map(({ type }) => type)).toEqual(['pay', 'paymentFailed', 'cancel']);
    expect(Object.keys(accepts[0]?.schema.properties ?? {})).toEqual(['type', 'amountMinor', 'reference']);
  });

  test('shows what it waits for: effects, and timers with the soonest first', async () => {
    const { body } = await api.get(`/instances/${await anOrder(api)}`);
    expect(body.pending).toEqual([
      {
        effect: 'notify',
        id: 'notice',
        key: expect.stringContaining(`${body.instance}/1/`),
        deadline: '2026-01-01T13:00:00.000Z',
        held: null,
      },
    ]);
    const due = (body.timers as readonly { event: string; due: string }[]).map((timer) => timer.due);
    expect(due).toEqual(due.toSorted());
    expect(due[0]).toBe('2026-01-03T12:00:00.000Z');
  });

  test('with a price of zero is well-formed, and ends rejected with the reason', async () => {
    const input = { ...orderOf('c-1'), lines: [{ sku: 'A-1', quantity: -1, unitPriceMinor: 0 }] };
    const { status, body } = await api.post('/instances', { process: 'order', input });
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'done', state: 'rejected', accepts: [], pending: [], timers: [] });
    expect(body.output).toMatchObject({ outcome: 'rejected', reasons: expect.arrayContaining([]) });
    const reply = await api.post(`/instances/${body.instance}/events`, payment);
    expectProblem(reply, 409);
    expect(reply.body).toMatchObject({ code: 'finished', instance: `/instances/${body.instance}` });
  });

  test('takes an event and is shown after it', async () => {
    const instance = await anOrder(api);
    api.pass(1000);
    const reply = await api.post(`/instances/${instance}/events`, payment);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('etag')).toBe('"2"');
    expect(reply.body).toMatchObject({ instance, revision: 2, context: { totals: { balanceMinor: 0 } } });
    expect(reply.body.updatedAt).not.toBe(reply.body.createdAt);
  });

  test('refuses an event that does not fit its state, and says which do', async () => {
    const reply = await api.post(`/instances/${await anOrder(api)}/events`, { type: 'pack' });
    expectProblem(reply, 409);
    expect(reply.body).toMatchObject({
      code: 'event-not-accepted',
      event: 'pack',
      accepts: ['pay', 'paymentFailed', 'cancel'],
    });
  });

  test.each(['"1"', '1'])('takes an event with If-Match: %s at revision 1', async (match) => {
    const path = `/instances/${await anOrder(api)}/events`;
    expect((await api.post(path, payment, { 'If-Match': match })).status).toBe(200);
    const late = await api.post(path, { type: 'pack' }, { 'If-Match': match });
    expectProblem(late, 412);
    expect(late.body).toMatchObject({ code: 'revision-mismatch', expected: 1, revision: 2 });
  });

  test('is shown as it was at each revision', async () => {
    const instance = await anOrder(api);
    const first = await api.get(`/instances/${instance}`);
    await api.post(`/instances/${instance}/events`, payment);
    const then = await api.get(`/instances/${instance}/revisions/1`);
    expect([then.headers.get('etag'), then.body]).toEqual(['"1"', first.body]);
    expect((await api.get(`/instances/${instance}/revisions/2`)).body).toMatchObject({ revision: 2 });
    expectProblem(await api.get(`/instances/${instance}/revisions/3`), 404);
  });

  test('is verified', async () => {
    const instance = await anOrder(api);
    const { body } = await api.get(`/instances/${instance}/verification`);
    expect(body).toEqual({ instance, intact: true, revisions: 1, problems: [] });
  });

  test('with an effect on hold shows the incident, until it is retried', async () => {
    const instance = await anOrderOnHold(api);
    const { body } = await api.get(`/instances/${instance}`);
    const since = body.updatedAt;
    const because = { reason: 'mended' };
    expect(body.incident).toEqual({ effect: 'notify', code: 'mail-refused', since, attempts: 5 });
    expect(body.pending).toMatchObject([{ held: { code: 'mail-refused', since, attempts: 5 } }]);

    const retried = await api.post(`/instances/${instance}/incident/retry`, because);
    expect(retried.status).toBe(200);
    expect(retried.body).toMatchObject({ revision: 3, incident: null, pending: [{ held: null }] });
    const journal = (await api.get(`/instances/${instance}/journal`)).body.items as { event: object }[];
    expect(journal.at(-1)?.event).toMatchObject({ type: 'retry', payload: because });
    const again = await api.post(`/instances/${instance}/incident/retry`, because);
    expectProblem(again, 409);
    expect(again.body.code).toBe('no-incident');
  });
});
