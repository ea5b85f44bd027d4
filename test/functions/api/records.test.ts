import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeable, removable, shelves } from '../../../functions/api/records/shelves.ts';
import { expectProblem } from './expect-problem.ts';
import { aCustomer, others, samples } from './requests.ts';
import { type Api, openApi, type Reply } from './server.ts';

const itemsOf = ({ body }: Reply) => body.items as readonly Record<string, unknown>[];

describe('records of every kind', () => {
  let api: Api;
  let about: object;
  beforeAll(async () => {
    api = await openApi();
    about = { about: { customer: await aCustomer(api) } };
  });
  afterAll(() => api.close());

  const begun = (kind: (typeof shelves)[number]['kind'], name = 'first') => {
    const [sample] = samples[kind];
    if (kind === 'field') return { ...sample, name };
    if (kind === 'retention' || kind === 'settings')
      return { ...sample, ...(name === 'second' && others[kind]) };
    if (kind === 'calendar' || kind === 'template' || kind === 'enrolment' || kind === 'webhook')
      return { ...sample, [kind]: name };
    return kind === 'note' || kind === 'message' ? { ...about, ...sample } : sample;
  };

  test.each(shelves)('$path: created once per key, read, listed page by page', async ({ kind, path }) => {
    const headers = { 'Idempotency-Key': `${kind} 1` };
    const created = await api.post(path, begun(kind), headers);
    expect(created.status).toBe(201);
    expect((await api.post(path, begun(kind), headers)).body).toEqual(created.body);
    const single = created.headers.get('location') ?? '';
    const read = await api.get(single);
    expect([read.status, read.body, read.headers.get('etag')]).toEqual([200, created.body, '"1"']);
    // There are no more than two rules of retention, and settings of as many processes as there are.
    const more = kind === 'retention' || kind === 'settings' ? ['second'] : ['second', 'third'];
    for (const name of more) {
      api.pass(1000);
      await api.post(path, begun(kind, name));
    }
    const seen: unknown[] = [];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const page = await api.get(`${path}?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...itemsOf(page));
      cursor = page.body.cursor;
    }
    expect(seen).toHaveLength(1 + more.length);
    expect(seen.at(-1)).toEqual(created.body);
  });

  test.each(changeable)(
    '$path: of two who change it at once, one gets a conflict',
    async ({ kind, path }) => {
      const single = (await api.post(path, begun(kind, 'contested'))).headers.get('location') ?? '';
      api.pass(1000);
      const [, next, other] = samples[kind];
      const changes = [next, other];
      const replies = await Promise.all(changes.map((change) => api.patch(single, 1, change)));
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect((await api.get(single)).body.revision).toBe(2);
      // The answer was lost, and the change is sent again.
      const won = replies.findIndex(({ status }) => status === 200);
      expect((await api.patch(single, 1, changes[won])).body).toEqual(replies[won]?.body);
      expectProblem(await api.patch(single, 3, next), 412);
    },
  );

  test.each(removable)('$path: removed, and then not found', async ({ kind, path }) => {
    const created = await api.post(path, begun(kind));
    const single = created.headers.get('location') ?? '';
    const remove = { headers: { 'If-Match': '"1"' } };
    expect((await api.ask('DELETE', single, remove)).body).toEqual(created.body);
    expectProblem(await api.get(single), 404);
    expectProblem(await api.ask('DELETE', single, remove), 404);
    expectProblem(await api.patch(single, 1, samples[kind][1]), 404);
  });
});

describe('people', () => {
  test('are listed by role and team, and present or away', async () => {
    const api = await openApi();
    const team = String((await api.post('/teams', samples.team[0])).body.team);
    const person = async (json: object) => String((await api.post('/people', json)).body.person);
    const ann = await person({ name: 'Ann', roles: ['packer', 'clerk'], teams: [team], languages: ['zh'] });
    api.pass(1000);
    const bob = await person({ name: 'Bob', roles: ['packer'], awayUntil: '2026-01-01T13:00:00Z' });
    const listed = async (query: string) =>
      itemsOf(await api.get(`/people?${query}`)).map(({ person }) => person);
    expect(await listed('role=packer')).toEqual([bob, ann]);
    expect(await listed('role=clerk')).toEqual([ann]);
    expect(await listed(`role=packer&team=${team}`)).toEqual([ann]);
    expect(await api.deps.staff.present('packer')).toEqual([ann]);
    api.pass(3_600_000);
    expect(await api.deps.staff.present('packer')).toEqual([bob, ann]);
    expectProblem(await api.post('/people', { name: 'X', teams: ['none'] }), 422, ['body', '/teams/0']);
    await api.patch(`/people/${ann}`, 1, { roles: ['clerk'] });
    expect(await listed('role=packer')).toEqual([bob]);
    await api.close();
  });
});

describe('custom fields', () => {
  test('are checked, shown, searched and kept by their declaration', async () => {
    const api = await openApi();
    const title = { en: 'Level', zh: '等级' };
    const choices = [{ value: 'gold', title }];
    const declare = (json: object) => api.post('/fields', { title, personal: false, ...json });
    expect((await declare({ name: 'level', type: 'choice', choices, searchable: true })).status).toBe(201);
    expect((await declare({ name: 'nick', type: 'text', personal: true, searchable: true })).status).toBe(
      201,
    );
    expect((await declare({ name: 'size', type: 'number' })).status).toBe(201);
    expectProblem(await declare({ name: 'size', type: 'text' }), 409);
    expectProblem(await declare({ name: 'none', type: 'choice' }), 422, ['body', '/choices']);
    expectProblem(await declare({ name: 'none', type: 'text', choices }), 422, ['body', '/choices']);

    const created = await api.post('/customers', {
      name: 'Ann',
      fields: { level: 'gold', nick: 'Canarynick', size: 7 },
    });
    const { customer, fields } = created.body;
    expect(fields).toEqual({ level: 'gold', nick: 'Canarynick', size: 7 });
    const path = `/customers/${customer}`;
    expectProblem(await api.patch(path, 1, { fields: { level: 'tin' } }), 422, ['body', '/fields/level']);
    // A choice that was added a moment ago counts at once.
    await api.patch('/fields/level', 1, { choices: [...choices, { value: 'tin', title }] });
    expect((await api.patch(path, 1, { fields: { level: 'tin', size: null } })).body.fields).toEqual({
      level: 'tin',
      nick: 'Canarynick',
    });
    const found = async (name: string, value: string) =>
      itemsOf(await api.post('/customers/search', { field: { name, value } })).length;
    expect(await found('level', 'tin')).toBe(1);
    expect(await found('level', 'gold')).toBe(0);
    expect(await found('nick', 'CANARYNICK')).toBe(1);
    const unsearchable = await api.post('/customers/search', { field: { name: 'size', value: '7' } });
    expectProblem(unsearchable, 422, ['body', '/field/name']);
    expect(Buffer.from(JSON.stringify(await api.stored())).toString()).not.toMatch(/canarynick/i);
    await api.close();
  });
});

describe('a segment', () => {
  test('holds whoever its filter is true of, page by page', async () => {
    const api = await openApi();
    const owner = String((await api.post('/people', { name: 'Ann' })).body.person);
    const ids: string[] = [];
    for (let n = 0; n < 12; n++) {
      api.pass(1000);
      const mine = n % 2 === 0 ? { owner } : {};
      const json = {
        name: `Name ${n}`,
        tags: n % 3 === 0 ? ['vip'] : [],
        consent: { email: n < 6 },
        ...mine,
      };
      ids.push(String((await api.post('/customers', json)).body.customer));
    }
    const title = { en: 'Some', zh: '一些' };
    const membersOf = async (filter: object) => {
      const made = await api.post('/segments', { title, filter });
      expect(made.status).toBe(201);
      const all: unknown[] = [];
      for (let cursor: unknown = ''; cursor !== null; ) {
        const query = cursor === '' ? '' : `&cursor=${cursor}`;
        const page = await api.get(`/segments/${made.body.segment}/customers?limit=2${query}`);
        expect(page.status).toBe(200);
        all.push(...itemsOf(page).map(({ customer }) => ids.indexOf(String(customer))));
        cursor = page.body.cursor;
      }
      return all;
    };
    expect(await membersOf({ field: 'tags', has: 'vip' })).toEqual([9, 6, 3, 0]);
    expect(await membersOf({ not: { field: 'tags', has: 'vip' } })).toEqual([11, 10, 8, 7, 5, 4, 2, 1]);
    expect(
      await membersOf({
        all: [
          { field: 'owner', is: owner },
          { field: 'consent.email', is: true },
        ],
      }),
    ).toEqual([4, 2, 0]);
    expect(await membersOf({ field: 'owner', in: [owner, 'nobody'] })).toEqual([10, 8, 6, 4, 2, 0]);
    expect(await membersOf({ field: 'name', contains: 'ME 1' })).toEqual([11, 10, 1]);
    expect(await membersOf({ field: 'lastActivityAt', withinDays: 1 })).toHaveLength(12);
    await api.close();
  });
});
