import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTemplates } from '../../../functions/templates.ts';
import { expectProblem } from './expect-problem.ts';
import { type Api, openApi, type Reply } from './server.ts';

const title = { en: 'Welcome', zh: '欢迎' };
const english = {
  subject: 'Hi {{ customer.name }}',
  text: 'Hello {{ customer.name }} of {{ customer.address.city }}',
};
const draft = {
  en: english,
  zh: { subject: '{{ customer.name }}，您好', text: '欢迎，{{ customer.name }}！' },
};
const welcome = { template: 'welcome', title, about: 'customer', channel: 'mail', draft };
const reader = { language: 'zh', timeZone: 'UTC' } as const;

let api: Api;
let customer: string;
beforeAll(async () => {
  api = await openApi();
  await api.post('/fields', {
    ...{ name: 'tier', type: 'choice', title, personal: false },
    choices: [{ value: 'gold', title: { en: 'Gold tier', zh: '金牌' } }],
  });
  await api.post('/fields', { name: 'nickname', type: 'text', title, personal: true });
  const { body } = await api.post('/customers', {
    ...{ name: '<林美玲>', language: 'zh', timeZone: 'Asia/Shanghai', phone: '+4930123456' },
    fields: { tier: 'gold', nickname: 'Mei' },
  });
  customer = String(body.customer);
});
afterAll(() => api.close());

const publish = (id: string, revision: number): Promise<Reply> =>
  api.ask('POST', `/templates/${id}/publish`, { headers: { 'If-Match': `"${revision}"` } });

describe('a template', () => {
  test('is a draft, then a version that stays, however the draft goes on', async () => {
    const made = await api.post('/templates', welcome);
    expect(made.body).toMatchObject({ ...welcome, published: null, revision: 1 });
    const first = await publish('welcome', 1);
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    expect(first.body.published).toEqual({ version: 1, at: '2026-01-01T12:00:00.000Z' });
    const other = { ...draft, en: { subject: 'Hello', text: 'Hello again' } };
    expect((await api.patch('/templates/welcome', 2, { draft: other })).body).toMatchObject({
      ...{ draft: other, published: { version: 1 }, revision: 3 },
    });
    api.pass(1000);
    expect((await publish('welcome', 3)).body.published).toMatchObject({ version: 2 });
    const versions = [
      { version: 2, at: '2026-01-01T12:00:01.000Z' },
      { version: 1, at: '2026-01-01T12:00:00.000Z' },
    ];
    expect((await api.get('/templates/welcome/versions')).body).toEqual({ items: versions });
    const texts = await Promise.all([1, 2].map((one) => api.get(`/templates/welcome/versions/${one}`)));
    expect(texts.map(({ body }) => body.texts)).toEqual([draft, other]);
    expectProblem(await api.get('/templates/welcome/versions/3'), 404);
  });

  test('that is published twice, or sent again, is one version; of two who publish, one is told', async () => {
    await api.post('/templates', { ...welcome, template: 'once' });
    const first = await publish('once', 1);
    expect((await publish('once', 1)).body).toEqual(first.body);
    expect((await publish('once', 2)).body).toEqual(first.body);
    await api.patch('/templates/once', 2, { draft: { ...draft, en: { ...english, text: 'New' } } });
    expectProblem(await publish('once', 2), 412);
    expect((await api.get('/templates/once/versions')).body.items).toHaveLength(1);
  });

  test('with mistakes is kept as a draft, and not published: each is told, with its place', async () => {
    const wrong = { en: { ...english, text: 'a\n{{ customer.nome }}\n{{ customer.fields.size }}' } };
    await api.post('/templates', { ...welcome, template: 'wrong', draft: wrong });
    const reply = await publish('wrong', 1);
    expectProblem(reply, 422);
    expect(reply.body).toMatchObject({ code: 'template-not-valid' });
    expect(reply.body.mistakes).toEqual([
      { language: 'en', part: 'text', line: 2, column: 4, message: 'there is no field customer.nome' },
      { language: 'en', part: 'text', line: 3, column: 4, message: 'there is no field customer.fields.size' },
      { language: 'zh', part: 'subject', line: 1, column: 1, message: 'this is missing' },
      { language: 'zh', part: 'text', line: 1, column: 1, message: 'this is missing' },
    ]);
    expect((await api.get('/templates/wrong')).body).toMatchObject({ revision: 1, published: null });
  });

  test('begins with the texts of the one that comes with Baton, or needs its own', async () => {
    const paid = { template: 'order-paid', title, about: 'order', channel: 'mail' };
    const { body } = await api.post('/templates', paid);
    expect(body.draft).toMatchObject({ en: { subject: 'Order {{ order.number }} is paid' } });
    expect((await publish('order-paid', 1)).status).toBe(200);
    expectProblem(await api.post('/templates', { ...paid, template: 'order-gone' }), 422, ['body', '/draft']);
  });
});

describe('a preview', () => {
  const preview = (json: object) => api.post('/templates/shown/preview', json);
  beforeAll(async () => {
    const text =
      '{{ customer.name }} {{ customer.fields.tier }} {{ customer.fields.nickname }} {{ order.number }}';
    const html = '<p>{{ customer.name }} {{ customer.phone | phone }}</p>';
    const texts = { subject: 'Hi', text, html };
    const shown = {
      ...welcome,
      template: 'shown',
      about: 'order',
      draft: { en: texts, zh: { ...texts, subject: '您好' } },
    };
    await api.post('/templates', shown);
    await publish('shown', 1);
    await api.patch('/templates/shown', 2, {
      draft: { zh: { subject: 'x', text: 'new {{ customer.name }}' } },
    });
  });

  test('shows the draft as a customer would get it, in their language', async () => {
    expect((await preview({ customer })).body).toEqual({
      ...{ language: 'zh', timeZone: 'Asia/Shanghai', subject: 'x', text: 'new <林美玲>', html: null },
    });
  });

  test('shows a version, with custom fields, other data and another language', async () => {
    const data = { order: { number: 'ORD-1' }, customer: 'somebody else' };
    expect((await preview({ customer, version: 1, language: 'en', data })).body).toMatchObject({
      ...{ language: 'en', subject: 'Hi', text: '<林美玲> Gold tier Mei ORD-1' },
      html: '<p>&lt;林美玲&gt; +49 30 123456</p>',
    });
    expect((await preview({ version: 1 })).body).toMatchObject({
      language: 'en',
      timeZone: 'UTC',
      text: '   ',
    });
  });

  test('is refused where its lists make it endless', async () => {
    const text =
      '{% for tag in customer.tags %}{% for one in customer.tags %}{{ one }}{{ one }}{% endfor %}{% endfor %}';
    const endless = {
      ...welcome,
      template: 'endless',
      channel: 'text',
      draft: { en: { text }, zh: { text } },
    };
    await api.post('/templates', endless);
    const tags = Array.from({ length: 50 }, (_, n) => `${n}`.padEnd(50, 'x'));
    const { body } = await api.post('/customers', { name: 'Tagged', tags });
    expect((await api.post('/templates/endless/preview', { customer })).status).toBe(200);
    const reply = await api.post('/templates/endless/preview', { customer: body.customer });
    expectProblem(reply, 422, ['body', '/data']);
  });

  test('tells mistakes, and what is not there', async () => {
    expect((await preview({ language: 'en' })).body).toMatchObject({ code: 'template-not-valid' });
    expectProblem(await preview({ version: 9 }), 404);
    expectProblem(await preview({ customer: 'nobody' }), 422, ['body', '/customer']);
    expectProblem(await api.post('/templates/nothing/preview', {}), 404);
  });
});

describe('what is sent', () => {
  const kept = () => ({ now: api.deps.now, keepMs: 60_000, most: 10 });
  const order = { number: 'ORD-1' };

  test('is the newest published version, or one of less than a minute ago; a draft is not', async () => {
    const templates = createTemplates(api.deps, kept());
    const subject = async () => (await templates.get('order-shipped'))?.render({ order }, reader).subject;
    expect(await subject()).toBe('订单 ORD-1 已发货');
    const own = { subject: '{{ order.number }} 在路上', text: 'x' };
    const texts = { draft: { en: own, zh: own } };
    await api.post('/templates', {
      template: 'order-shipped',
      title,
      about: 'order',
      channel: 'mail',
      ...texts,
    });
    expect(await subject()).toBe('订单 ORD-1 已发货');
    await publish('order-shipped', 1);
    expect(await subject()).toBe('ORD-1 在路上');
    await api.patch('/templates/order-shipped', 2, { draft: { en: own, zh: { ...own, subject: '到了' } } });
    await publish('order-shipped', 3);
    expect(await subject()).toBe('ORD-1 在路上');
    api.pass(60_000);
    expect(await subject()).toBe('到了');
  });

  test('prints customers with their custom fields', async () => {
    const text = '{{ customer.fields.tier }}, {{ customer.fields.nickname }}';
    await api.post('/templates', {
      ...welcome,
      template: 'tiers',
      channel: 'text',
      draft: { en: { text }, zh: { text } },
    });
    await publish('tiers', 1);
    const person = (await api.deps.customers.get(customer))?.content;
    const template = await createTemplates(api.deps, kept()).get('tiers');
    expect(template?.render({ customer: person }, reader)).toEqual({ text: '金牌, Mei' });
    expect(template?.render({}, reader)).toEqual({ text: ', ' });
  });

  test('there is nothing of an id that nobody published', async () => {
    const templates = createTemplates(api.deps, kept());
    expect(await templates.get('wrong')).toBeUndefined();
    expect(await templates.get('order-nothing')).toBeUndefined();
  });
});
