import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { anOrder } from './requests.ts';
import { type Api, openApi, type Reply } from './server.ts';

describe('merging customers', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  const create = async (json: object) => String((await api.post('/customers', json)).body.customer);
  const merge = (survivor: string, duplicate: string, more: object = {}) =>
    api.post(`/customers/${survivor}/merge`, { duplicate, ...more });
  const itemsOf = ({ body }: Reply) => body.items as readonly Record<string, unknown>[];
  const found = async (json: object) =>
    itemsOf(await api.post('/customers/search', json)).map(({ customer }) => customer);

  test('keeps what the survivor has, takes what it lacks, and is found by both', async () => {
    const one = await create({
      name: 'Ann Lee',
      email: 'ann@example.com',
      tags: ['vip'],
      consent: { email: false },
    });
    api.pass(1000);
    const two = await create({
      ...{ name: 'Anna Leigh', email: 'anna@example.com', phone: '+4930123456', tags: ['new'] },
      consent: { email: true, sms: true },
    });
    const reply = await merge(one, two);
    expect([reply.status, reply.body]).toMatchObject([
      200,
      {
        ...{ customer: one, name: 'Ann Lee', email: 'ann@example.com', phone: '+4930123456', revision: 2 },
        ...{ tags: ['vip', 'new'], merged: [two] },
        consent: { email: { given: true }, sms: { given: true } },
        aliases: [{ customer: two, name: 'Anna Leigh', email: 'anna@example.com' }],
      },
    ]);
    for (const search of [
      { name: 'leigh' },
      { name: 'lee' },
      { email: 'anna@example.com' },
      { tag: 'new' },
    ]) {
      expect([search, await found(search)]).toEqual([search, [one]]);
    }
    expect(itemsOf(await api.get('/customers')).map(({ customer }) => customer)).not.toContain(two);
  });

  test('takes the duplicate’s values where it is told to', async () => {
    const one = await create({ name: 'Bo', email: 'bo@example.com', language: 'en' });
    const two = await create({ name: '博', email: 'bo@example.cn', language: 'zh' });
    const { body } = await merge(one, two, { take: ['name', 'language'] });
    expect(body).toMatchObject({ name: '博', language: 'zh', email: 'bo@example.com' });
    for (const name of ['bo', '博']) expect(await found({ name })).toEqual([one]);
  });

  test('leaves the old id as a way to the survivor', async () => {
    const [one, two] = [await create({ name: 'Cy One' }), await create({ name: 'Cy Two' })];
    await merge(one, two);
    const reply = await api.get(`/customers/${two}`);
    expect([reply.status, reply.body.customer]).toEqual([200, one]);
    expect(reply.headers.get('content-location')).toBe(`/customers/${one}`);
    const change = await api.patch(`/customers/${two}`, 2, { name: 'Cy' });
    expectProblem(change, 409);
    expect(change.body).toMatchObject({ code: 'customer-merged', customer: `/customers/${one}` });
    expect((await api.get(`/customers/${two}/revisions/1`)).body.name).toBe('Cy Two');
    expectProblem(await api.get(`/customers/${two}/revisions/2`), 409);
  });

  test('finds instances of the old id under the new one, and either', async () => {
    const [one, two] = [await create({ name: 'Di One' }), await create({ name: 'Di Two' })];
    const orders = [await anOrder(api, one), await anOrder(api, two)];
    for (const order of orders) await api.project(order);
    await merge(one, two);
    for (const id of [one, two]) {
      const listed = itemsOf(await api.get(`/instances?customer=${id}`)).map(({ instance }) => instance);
      expect(listed.sort()).toEqual([...orders].sort());
    }
  });

  test('may be repeated, and chained', async () => {
    const ids = await Promise.all(['Ed A', 'Ed B', 'Ed C'].map((name) => create({ name })));
    const [a = '', b = '', c = ''] = ids;
    await merge(b, c);
    expect((await merge(b, c)).body.revision).toBe(2);
    const { body } = await merge(a, b);
    expect(body.merged).toEqual([b, c]);
    expect((await api.get(`/customers/${c}`)).body.customer).toBe(a);
    // Whoever merges into what was merged away means the survivor.
    const d = await create({ name: 'Ed D' });
    expect((await merge(c, d)).body).toMatchObject({ customer: a, merged: [b, c, d] });
  });

  test('is refused where it makes no sense', async () => {
    const [one, two] = [await create({ name: 'Fo One' }), await create({ name: 'Fo Two' })];
    expectProblem(await merge('nobody', one), 404);
    expectProblem(await merge(one, 'nobody'), 422, ['body', '/duplicate']);
    expectProblem(await merge(one, one), 422, ['body', '/duplicate']);
    expectProblem(await merge(one, two, { take: ['shoes'] }), 422, ['body', '/take/0']);
    const stale = { json: { duplicate: two }, headers: { 'If-Match': '"7"' } };
    expectProblem(await api.ask('POST', `/customers/${one}/merge`, stale), 412);
    await merge(one, two);
    const other = await create({ name: 'Fo Three' });
    expectProblem(await merge(other, two), 409);
  });

  test('of two into each other at once leaves one of them', async () => {
    const [one, two] = [await create({ name: 'Gi One' }), await create({ name: 'Gi Two' })];
    const replies = await Promise.all([merge(one, two), merge(two, one)]);
    expect(replies.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    const [a, b] = [(await api.get(`/customers/${one}`)).body, (await api.get(`/customers/${two}`)).body];
    expect(a).toEqual(b);
    expect(await found({ name: 'gi' })).toEqual([a.customer]);
  });

  test('shows both histories on one timeline', async () => {
    const one = await create({ name: 'Ha One' });
    const two = await create({ name: 'Ha Two' });
    api.pass(1000);
    const order = await anOrder(api, two);
    await api.project(order);
    api.pass(1000);
    const note = await api.post('/notes', { about: { instance: order }, text: 'Fragile.' });
    api.pass(1000);
    await merge(one, two);
    const all: [unknown, unknown, unknown][] = [];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const query = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = await api.get(`/customers/${two}/timeline?limit=2${query}`);
      expect(page.status).toBe(200);
      all.push(...itemsOf(page).map(({ kind, what, id }): [unknown, unknown, unknown] => [kind, what, id]));
      cursor = page.body.cursor;
    }
    expect(all.slice(0, 2).sort()).toEqual(
      [
        ['customer', 'merged', one],
        ['customer', 'merged', two],
      ].sort(),
    );
    expect(all.slice(2, 4)).toEqual([
      ['note', 'created', note.body.note],
      ['instance', 'xstate.init', order],
    ]);
    expect(all.slice(4).sort()).toEqual(
      [
        ['customer', 'created', one],
        ['customer', 'created', two],
      ].sort(),
    );
  });
});
