import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { type Api, openApi, type Reply } from './server.ts';

describe('changing a customer', () => {
  let api: Api;
  let path: string;
  let revision = 1;
  beforeAll(async () => {
    api = await openApi();
    const address = { lines: ['Street 1'], country: 'DE' };
    const json = { name: 'Ann', phone: '030 123456', address, consent: { email: true }, tags: ['vip'] };
    path = (await api.post('/customers', json)).headers.get('location') ?? '';
  });
  afterAll(() => api.close());

  async function change(json: object): Promise<Reply> {
    api.pass(60_000);
    const reply = await api.patch(path, revision, json);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('etag')).toBe(`"${reply.body.revision}"`);
    revision = Number(reply.body.revision);
    return reply;
  }

  test('leaves what is absent, and takes away what is null', async () => {
    const { body } = await change({ email: 'ann@EXAMPLE.com', address: null });
    expect(body).toMatchObject({
      ...{ name: 'Ann', phone: '+4930123456', email: 'ann@example.com', address: null },
      ...{ tags: ['vip'], revision: 2, createdAt: '2026-01-01T12:00:00.000Z' },
      updatedAt: '2026-01-01T12:01:00.000Z',
    });
  });

  test('keeps the moment of a consent that is said again', async () => {
    const { body } = await change({ consent: { email: true, sms: false } });
    expect(body.consent).toEqual({
      email: { given: true, at: '2026-01-01T12:00:00.000Z' },
      sms: { given: false, at: '2026-01-01T12:02:00.000Z' },
    });
    expect((await change({ consent: { sms: null } })).body.consent).toEqual({
      email: { given: true, at: '2026-01-01T12:00:00.000Z' },
    });
  });

  test('to what it is already writes nothing', async () => {
    const before = revision;
    const writes = api.writes();
    await change({ name: 'Ann', tags: ['vip'] });
    expect([revision, api.writes()]).toEqual([before, writes]);
  });

  test('of a name that must be there is refused', async () => {
    expectProblem(await api.patch(path, revision, { name: null }), 422, ['body', '/name']);
  });

  test('moves it from list to list', async () => {
    const made = async (kind: string, json: object, name: string) =>
      String((await api.post(kind, json)).body[name]);
    const owner = await made('/people', { name: 'Olga' }, 'person');
    const team = await made('/teams', { title: { en: 'North', zh: '北' } }, 'team');
    const account = await made('/accounts', { name: 'Roe Ltd' }, 'account');
    const listed = async (query: string) =>
      ((await api.get(`/customers?${query}`)).body.items as unknown[]).length;
    const places = [`owner=${owner}`, `team=${team}`, `account=${account}`];
    await change({ owner, team, account, position: 'Buyer' });
    for (const place of [...places, places.join('&'), 'tag=vip'])
      expect([place, await listed(place)]).toEqual([place, 1]);
    await change({ owner: null, team: null, account: null, tags: [] });
    for (const place of [...places, 'tag=vip']) expect([place, await listed(place)]).toEqual([place, 0]);
  });

  test('leaves every revision as it was', async () => {
    expect((await api.get(`${path}/revisions/1`)).body).toMatchObject({
      email: null,
      address: { country: 'DE' },
    });
    expectProblem(await api.get(`${path}/revisions/99`), 404);
  });
});
