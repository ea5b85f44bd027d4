import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CHANNELS } from '../../../functions/api/customers/channels.ts';
import { noteKind } from '../../../records/kinds/note.ts';
import { expectProblem } from './expect-problem.ts';
import { aForm, john } from './requests.ts';
import { type Api, openApi, type Reply } from './server.ts';

let api: Api;
beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.close());

const phone = '+49 30 123456';

async function notesOf(customer: unknown): Promise<readonly string[]> {
  const within = [[{ parent: `customer/${customer}` }]];
  const { items } = await api.deps.records.of(noteKind).page({ name: 'notes', within, limit: 9 });
  return items.map(({ content }) => content.text);
}

async function customers(): Promise<readonly Record<string, unknown>[]> {
  return (await api.get('/customers')).body.items as Record<string, unknown>[];
}

const lead = ({ body }: Reply) => body.lead as { instance: string; context: Record<string, unknown> };

describe('a lead that comes in', () => {
  test('makes a customer as told, begins a process about them, and keeps what came in', async () => {
    const reply = await api.post('/leads', {
      ...{ ...john, phone: '030 123456', country: 'DE', company: 'Doe Ltd', message: 'Do you\ndeliver?' },
      ...{ language: 'zh', timeZone: 'Europe/Berlin', consent: { email: true, phone: false } },
      ...{ source: 'event', interest: 'demo', budget: 'high', region: 'DE', form: 'fair', campaign: 'c/1' },
    });
    const { customer, known } = reply.body;
    expect([reply.status, known]).toEqual([201, false]);
    expect(reply.headers.get('location')).toBe(`/instances/${lead(reply).instance}`);
    expect(lead(reply).context).toMatchObject({
      ...{ customer, source: 'event', interest: 'demo', budget: 'high', region: 'DE' },
      ...{ form: 'fair', campaign: 'c/1' },
    });
    expect((await api.get(`/customers/${customer}`)).body).toMatchObject({
      ...{ ...john, phone: '+4930123456', language: 'zh', timeZone: 'Europe/Berlin' },
      consent: { email: { given: true }, phone: { given: false } },
    });
    expect(await notesOf(customer)).toEqual([
      'name: John Doe\nemail: john.doe@example.com\nphone: +4930123456\ncompany: Doe Ltd\nlanguage: zh\n' +
        'timeZone: Europe/Berlin\nconsent: email yes, phone no\n\nDo you\ndeliver?',
    ]);
  });

  test.each([
    ['mail, in whatever case', { email: 'JOHN.DOE@example.com' }],
    ['phone, however it is written', { phone: '030 123456', country: 'DE' }],
    ['phone, where the mail is new', { email: 'jd@example.com', phone }],
  ])('is of a customer who is known by their %s: nothing of theirs is changed', async (_, reach) => {
    const { body: before } = await api.post('/customers', { ...john, phone });
    const reply = await api.post('/leads', { name: 'Johnny', consent: { email: true }, ...reach });
    expect(reply.body).toMatchObject({ customer: before.customer, known: true });
    expect((await api.get(`/customers/${before.customer}`)).body).toEqual(before);
    expect(await notesOf(before.customer)).toEqual([expect.stringContaining('name: Johnny')]);
    expect(await customers()).toHaveLength(1);
  });

  test('is of the one who has its mail, where another has its phone', async () => {
    await api.post('/customers', { name: 'Jane Doe', phone });
    const { body } = await api.post('/customers', john);
    expect((await api.post('/leads', { ...john, phone })).body.customer).toBe(body.customer);
  });

  test('is of the first one, where two have its mail', async () => {
    const { body } = await api.post('/customers', john);
    api.pass(1000);
    await api.post('/customers', john);
    expect((await api.post('/leads', john)).body.customer).toBe(body.customer);
  });

  test.each([
    ['no way to be reached', { email: undefined }, '/email'],
    ['no name', { name: undefined }, '/name'],
    ['a phone that is none', { phone: '12' }, '/phone'],
    ['a sentence for a source', { source: 'a friend of mine' }, '/source'],
    ['a message that its note would not hold', { message: 'a'.repeat(18_001) }, '/message'],
    ['a consent to nothing', { consent: { smoke: true } }, '/consent/smoke'],
  ])('with %s is refused, and nothing is written', async (_, change, field) => {
    const before = await api.stored();
    expectProblem(await api.post('/leads', { ...john, ...change }), 422, ['body', field]);
    expect(await api.stored()).toEqual(before);
  });

  test('keeps the longest message whole, beside all that it may say of itself', async () => {
    const consent = Object.fromEntries(CHANNELS.map((channel) => [channel, false]));
    const message = '🙂'.repeat(9000);
    const { body } = await api.post('/leads', {
      ...{ name: '🙂'.repeat(100), email: `${'a'.repeat(64)}@${'b'.repeat(63)}.example`, phone },
      ...{ company: 'c'.repeat(200), language: 'zh', timeZone: 'America/Argentina/ComodRivadavia' },
      ...{ consent, message },
    });
    const [note = ''] = await notesOf(body.customer);
    expect([note.endsWith(`\n\n${message}`), note.length <= 20_000]).toEqual([true, true]);
  });

  test('leaves nothing in the journal that says who it is', async () => {
    const reply = await api.post('/leads', { ...john, company: 'Doe Ltd', message: 'secret' });
    const entry = JSON.stringify(await api.engine.head(lead(reply).instance));
    expect(entry).not.toMatch(/John|example\.com|Doe|secret/);
  });
});

describe('under an idempotency key', () => {
  const key = (name: string) => ({ 'Idempotency-Key': name });

  test('customer, note and lead come once, and another body is refused', async () => {
    const first = await api.post('/leads', john, key('a'));
    const stored = await api.stored();
    api.pass(60_000);
    expect((await api.post('/leads', john, key('a'))).text).toBe(first.text);
    for (const change of [
      { name: 'Jane' },
      { message: 'Hello' },
      { source: 'event' },
      { interest: 'demo' },
    ]) {
      const other = await api.post('/leads', { ...john, ...change }, key('a'));
      expectProblem(other, 422);
      expect(other.body.code).toBe('key-reused');
    }
    expect(await api.stored()).toEqual(stored);
  });

  test('the answer about a known customer is the same, also after their mail has changed', async () => {
    const { body } = await api.post('/customers', john);
    const first = await api.post('/leads', john, key('a'));
    expect(first.body.known).toBe(true);
    await api.patch(`/customers/${body.customer}`, 1, { email: 'new@example.com' });
    expect((await api.post('/leads', john, key('a'))).text).toBe(first.text);
    expect(await customers()).toHaveLength(1);
  });

  test('a request that was killed after it made the customer goes on with them', async () => {
    const { engine } = api.deps;
    const start = engine.start;
    Object.assign(engine, { start: () => Promise.reject(new Error('killed')) });
    expect((await api.post('/leads', john, key('a'))).status).toBe(500);
    Object.assign(engine, { start });
    const reply = await api.post('/leads', john, key('a'));
    expect([reply.status, reply.body.known]).toEqual([201, false]);
    expect(await customers()).toHaveLength(1);
    expect(await notesOf(reply.body.customer)).toHaveLength(1);
  });

  test('a request that was killed before it kept what came in is the same one still, or refused', async () => {
    const { records } = api.deps;
    const of = records.of;
    const killed = { create: () => Promise.reject(new Error('killed')), at: async () => undefined };
    Object.assign(records, { of: (kind: never) => ((kind as object) === noteKind ? killed : of(kind)) });
    expect((await api.post('/leads', john, key('a'))).status).toBe(500);
    Object.assign(records, { of });
    const other = await api.post('/leads', { ...john, name: 'Jane' }, key('a'));
    expect(other.body.code).toBe('key-reused');
    const reply = await api.post('/leads', john, key('a'));
    expect([reply.status, reply.body.known]).toEqual([201, false]);
    expect(await customers()).toHaveLength(1);
  });

  test('of many at once there is one', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => api.post('/leads', john, key('b'))));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(await customers()).toHaveLength(1);
  });
});

describe('a form', () => {
  const post = (fields: Readonly<Record<string, string>>, more = '') => {
    const { method, path, raw, headers = {} } = aForm(fields);
    return api.ask(method, path, { raw: `${raw}${more}`, headers });
  };

  test('brings a lead, and what was left empty counts as absent', async () => {
    const reply = await post({ ...john, phone: '', interest: 'demo', form: 'contact' }, '&consent=email');
    expect([reply.status, Object.keys(reply.body)]).toEqual([200, ['en', 'zh']]);
    const [customer] = await customers();
    expect(customer).toMatchObject({ ...john, phone: null, consent: { email: { given: true } } });
    expect(reply.text).not.toContain(String(customer?.customer));
  });

  test('may agree to several channels', async () => {
    await post(john, '&consent=email&consent=phone');
    const [customer] = await customers();
    expect(customer?.consent).toMatchObject({ email: { given: true }, phone: { given: true } });
  });

  test('answers alike whether the customer is known or not', async () => {
    expect((await post(john)).text).toBe((await post(john)).text);
    expect(await customers()).toHaveLength(1);
  });

  test('of a program, which fills in what people do not see, is thanked and forgotten', async () => {
    const before = await api.stored();
    const reply = await post({ ...john, website: 'https://spam.example' });
    expect(reply.text).toBe((await post({ ...john, website: 'x' })).text);
    expect(reply.status).toBe(200);
    expect(await api.stored()).toEqual(before);
  });

  test.each([
    ['an allowed origin', 'https://www.example.com/thanks?a=1', 'https://www.example.com/thanks?a=1'],
    ['another origin', 'https://evil.example/', null],
    ['one that only begins alike', 'https://www.example.com.evil.example/', null],
    ['a name before the host', 'https://www.example.com@evil.example/', null],
    ['another scheme', 'javascript:alert(1)//https://www.example.com', null],
    ['a path alone', '/thanks', null],
    ['another port', 'https://www.example.com:8443/', null],
    [
      'a new line in it',
      'https://www.example.com/\r\nSet-Cookie: a=b',
      'https://www.example.com/Set-Cookie:%20a=b',
    ],
  ])('leads on to %s, or not', async (_, next, location) => {
    await api.post('/settings', { process: 'lead', values: { formOrigins: ['https://www.example.com'] } });
    const reply = await post({ ...john, next });
    expect([reply.status, reply.headers.get('location')]).toEqual([location === null ? 200 : 303, location]);
    expect(await customers()).toHaveLength(1);
  });

  test('leads nowhere unless the company says where to', async () => {
    const reply = await post({ ...john, next: 'https://www.example.com/' });
    expect([reply.status, reply.headers.get('location')]).toEqual([200, null]);
  });
});
