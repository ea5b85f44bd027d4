import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { aCustomer, anOrder, as, aTask, hire } from './requests.ts';
import { type Api, openApi, type Reply } from './server.ts';

const itemsOf = ({ body }: Reply) => body.items as readonly Record<string, unknown>[];

describe('what is about a customer, an instance or a task', () => {
  let api: Api;
  let customer: string;
  let instance: string;
  beforeAll(async () => {
    api = await openApi();
    customer = await aCustomer(api);
    instance = await anOrder(api, customer);
  });
  afterAll(() => api.close());

  test('is listed by it', async () => {
    const text = 'Likes tea.';
    const one = await api.post('/notes', { about: { customer }, text });
    const two = await api.post('/notes', { about: { instance }, text });
    expect(itemsOf(await api.get(`/notes?customer=${customer}`))).toEqual([one.body]);
    expect(itemsOf(await api.get(`/notes?instance=${instance}`))).toEqual([two.body]);
    expect(itemsOf(await api.get('/notes?customer=nobody'))).toEqual([]);
  });

  test.each([
    [{ customer: 'nobody' }, '/about/customer'],
    [{ instance: 'nothing' }, '/about/instance'],
    [{ task: 'nothing' }, '/about/task'],
    [{ task: 'nothing-1-0' }, '/about/task'],
    [{ task: 'a b' }, '/about/task'],
    [{ task: 7 }, '/about'],
    [{}, '/about'],
    [{ customer: 'a', instance: 'b' }, '/about'],
    [{ instance: 'a', task: 'a-1-0' }, '/about'],
    ['customer/1', '/about'],
  ])('%j is refused', async (about, field) => {
    for (const [path, more] of [
      ['/notes', { text: 'x' }],
      ['/messages', { channel: 'email', direction: 'in', text: 'x' }],
      ['/attachments', { name: 'x', data: 'eA==' }],
    ] as const) {
      expectProblem(await api.post(path, { about, ...more }), 422, ['body', field]);
    }
  });

  test('is refused where the instance has no such task, and never had', async () => {
    const [, revision = '', index = ''] = /-(\d+)-(\d+)$/.exec(await aTask(api)) ?? [];
    for (const task of [`${instance}-${revision}-${index}`, `${instance}-1-0`, `${instance}-99-0`]) {
      expectProblem(await api.post('/notes', { about: { task }, text: 'x' }), 422, ['body', '/about/task']);
    }
  });

  test('lies beside a task under one name, open or closed, and on the timeline of its customer', async () => {
    await hire(api);
    const task = await aTask(api, customer);
    const said = { channel: 'phone', direction: 'in', text: 'Leave it at the door.' };
    const kinds = [
      ['/notes', { text: 'Heavy.' }],
      ['/messages', said],
      ['/attachments', { name: 'label.txt', data: 'eA==' }],
    ] as const;
    const before = await timeline();
    for (const [path, json] of kinds) {
      const open = await api.post(path, { about: { task }, ...json });
      expect([open.status, open.body.about]).toEqual([201, { task }]);
      expect(itemsOf(await api.get(`${path}?task=${task}`))).toEqual([open.body]);
      expect(itemsOf(await api.get(`${path}?task=${task}&customer=${customer}`))).toEqual([]);
      expect(itemsOf(await api.get(`${path}?task=${task}0`))).toEqual([]);
    }
    expect((await timeline()).length).toBe(before.length + 3);
    expect((await api.post(`/tasks/${task}/complete`, { type: 'pack' }, as('ann'))).status).toBe(200);
    for (const [path, json] of kinds) {
      api.pass(1000);
      // Another spelling of the same task.
      const late = await api.post(path, { about: { task: task.replace(/(\d+)$/, '0$1') }, ...json });
      expect([late.status, late.body.about]).toEqual([201, { task }]);
      expect(itemsOf(await api.get(`${path}?task=${task}`))).toHaveLength(2);
      expect((await api.get(late.headers.get('location') ?? '')).body).toEqual(late.body);
    }
    expect((await timeline()).length).toBe(before.length + 6);
  });

  const timeline = async () =>
    itemsOf(await api.get(`/customers/${customer}/timeline?limit=100`)).filter(
      ({ kind }) => kind !== 'instance',
    );

  test('was said on a channel, and is not changed', async () => {
    const said = { channel: 'email', direction: 'out', title: 'Your order', text: 'It is on its way.\nBye' };
    const reply = await api.post('/messages', { about: { customer }, ...said });
    expect(reply.body).toMatchObject({ ...said, about: { customer }, revision: 1 });
    const path = `/messages/${reply.body.message}`;
    expectProblem(await api.patch(path, 1, { text: 'x' }), 405);
    expectProblem(await api.post('/messages', { about: { customer }, ...said, channel: 'fax' }), 422, [
      'body',
      '/channel',
    ]);
  });
});

describe('an attachment', () => {
  let api: Api;
  let about: object;
  beforeAll(async () => {
    api = await openApi();
    about = { customer: await aCustomer(api) };
  });
  afterAll(() => api.close());

  test.each([1, 1000, 3.5 * 1024 * 1024])('of %i bytes comes back as it was', async (size) => {
    const data = randomBytes(size).toString('base64');
    const made = await api.post('/attachments', {
      about,
      name: 'Vertrag 合同.pdf',
      mediaType: 'application/pdf',
      data,
    });
    expect(made.body).toMatchObject({ name: 'Vertrag 合同.pdf', mediaType: 'application/pdf', bytes: size });
    const path = `/attachments/${made.body.attachment}`;
    expect((await api.get(path)).body).toEqual(made.body);
    expect((await api.get(`${path}/content`)).body).toEqual({ ...made.body, data });
  });

  test.each([
    ['too large', { data: randomBytes(3.5 * 1024 * 1024 + 4).toString('base64') }, '/data'],
    ['nothing', { data: '' }, '/data'],
    ['no base64', { data: 'a b c' }, '/data'],
    ['no media type', { mediaType: 'text/html; charset=x' }, '/mediaType'],
    ['a line break in its name', { name: 'a\r\nb' }, '/name'],
  ])('that is %s is refused', async (_, wrong, field) => {
    const files = await api.files();
    const reply = await api.post('/attachments', { about, name: 'a', data: 'eA==', ...wrong });
    expectProblem(reply, 422, ['body', field]);
    expect(await api.files()).toEqual(files);
  });

  test('is attached once per key, and the second file is not kept', async () => {
    const headers = { 'Idempotency-Key': 'file 1' };
    const json = { about, name: 'a.txt', data: 'aGVsbG8=' };
    const first = await api.post('/attachments', json, headers);
    const files = await api.files();
    expect((await api.post('/attachments', json, headers)).body).toEqual(first.body);
    const other = await api.post('/attachments', { ...json, data: 'aGVsbG9v' }, headers);
    expectProblem(other, 422);
    expect(await api.files()).toEqual(files);
    const content = await api.get(`/attachments/${first.body.attachment}/content`);
    expect(content.body.data).toBe('aGVsbG8=');
  });

  test('that is removed takes its content along', async () => {
    const files = await api.files();
    const { body } = await api.post('/attachments', { about, name: 'a.txt', data: 'aGVsbG8=' });
    expect(await api.files()).toHaveLength(files.length + 1);
    const path = `/attachments/${body.attachment}`;
    expectProblem(await api.ask('DELETE', path, { headers: { 'If-Match': '"2"' } }), 412);
    const removed = await api.ask('DELETE', path, { headers: { 'If-Match': '"1"' } });
    expect([removed.status, removed.body]).toEqual([200, body]);
    expect(await api.files()).toEqual(files);
    expectProblem(await api.get(path), 404);
    expectProblem(await api.get(`${path}/content`), 404);
  });
});
