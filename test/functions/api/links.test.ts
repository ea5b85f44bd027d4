import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Customer } from '../../../records/kinds/customer.ts';
import { called, who } from '../../adapters/records/shelf.ts';
import { type Api, openApi } from './server.ts';

let api: Api;
let customers = 0;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

async function somebody(more: Partial<Customer> = {}): Promise<string> {
  const id = `c-${customers++}`;
  const consent = { email: { given: true, at: 5 }, sms: { given: true, at: 6 } };
  const content = called('Ann Lee', { email: 'ann@example.com', consent, ...more });
  await api.deps.customers.create({ id, content, who, at: 1000 });
  return id;
}

const tokenFor = async (...says: string[]) => (await api.deps.links.signer()).sign('u', says);
const customer = async (id: string) => (await api.deps.customers.get(id))?.content;

describe('a link to unsubscribe', () => {
  test('asks first, and changes nothing: whatever follows links in mails must not unsubscribe anybody', async () => {
    const id = await somebody();
    const path = `/u/${await tokenFor(id, 'email')}`;
    const before = api.writes();
    for (const method of ['GET', 'HEAD', 'OPTIONS']) await api.ask(method, path);
    const { status, text, headers } = await api.get(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('<form method="post"><button>Unsubscribe</button></form>');
    expect(text).not.toMatch(/Ann|example\.com/);
    expect(api.writes()).toBe(before);
    expect((await customer(id))?.consent.email).toEqual({ given: true, at: 5 });
  });

  test.each([
    ['a button', { raw: '', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    [
      'a mail program’s one click',
      {
        raw: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    ],
    ['nothing at all', {}],
  ])('withdraws the consent for its channel by %s, and for no other, once', async (_, ask) => {
    const id = await somebody();
    const path = `/u/${await tokenFor(id, 'email')}`;
    const first = await api.ask('POST', path, ask);
    expect([first.status, first.text]).toEqual([200, expect.stringContaining('You are unsubscribed')]);
    const changed = await api.deps.customers.get(id);
    expect(changed?.content.consent).toEqual({
      email: { given: false, at: expect.any(Number) },
      sms: { given: true, at: 6 },
    });
    expect(changed).toMatchObject({ revision: 2, reason: 'unsubscribed' });
    expect((await api.ask('POST', path, ask)).status).toBe(200);
    expect((await api.deps.customers.get(id))?.revision).toBe(2);
  });

  test('leads to whoever the customer was merged into', async () => {
    const [duplicate, survivor] = [await somebody(), await somebody()];
    await api.deps.customers.merge({ survivor, duplicate, take: [] }, who);
    await api.ask('POST', `/u/${await tokenFor(duplicate, 'sms')}`);
    expect((await customer(survivor))?.consent.sms?.given).toBe(false);
  });

  test('of somebody who is no more is answered as any other', async () => {
    const { status, text } = await api.ask('POST', `/u/${await tokenFor('gone', 'email')}`);
    expect([status, text]).toEqual([200, expect.stringContaining('You are unsubscribed')]);
  });

  test('speaks the language of the customer', async () => {
    const path = `/u/${await tokenFor(await somebody({ language: 'zh' }), 'sms')}`;
    expect((await api.get(path)).text).toContain('您希望不再收到我们的推广短信吗？');
    expect((await api.ask('POST', path)).text).toContain('您已退订');
  });
});

describe('a link of a mail that was followed', () => {
  const signed = async (...says: string[]) => (await api.deps.links.signer()).sign('c', says);

  test('leads on to its address, also where nobody waits for that any more', async () => {
    const address = 'https://shop.example/sale?a=1&b=ü';
    const path = `/c/${await signed('no-such-instance', '2', 'offer', address)}`;
    const { status, headers } = await api.get(path);
    expect([status, headers.get('location')]).toEqual([302, new URL(address).href]);
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', '//elsewhere.example', 'ftp://x.example'])(
    'never leads to %s, whoever signed it',
    async (address) => {
      const { status, headers } = await api.get(`/c/${await signed('i', '2', 'offer', address)}`);
      expect([status, headers.get('location')]).toEqual([404, null]);
    },
  );
});

describe('a link that was not signed here', () => {
  test.each([
    ['GET', '/u/x'],
    ['POST', '/u/x.AAAAAAAAAAAAAAAAAAAAAA'],
    ['GET', `/u/${'x'.repeat(5000)}`],
    ['GET', '/c/eyJ9.AAAAAAAAAAAAAAAAAAAAAA'],
    ['POST', '/u/%2e%2e%2f'],
  ])('%s %s leads nowhere, and changes nothing', async (method, path) => {
    const before = api.writes();
    const { status, text, headers } = await api.ask(method, path, {
      headers: { 'accept-language': 'zh-CN' },
    });
    expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(text).toContain('链接无效');
    expect(api.writes() - before).toBeLessThanOrEqual(1);
  });

  test('one that was signed for clicks unsubscribes nobody', async () => {
    const id = await somebody();
    const token = (await api.deps.links.signer()).sign('c', [id, 'email']);
    expect((await api.ask('POST', `/u/${token}`)).status).toBe(404);
    expect((await customer(id))?.consent.email?.given).toBe(true);
  });

  test('takes no other methods', async () => {
    const { status, headers } = await api.ask('DELETE', '/u/x');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
  });
});

test('while the store does not answer, a page says so, and nothing was changed', async () => {
  const broken = await openApi({
    deps: { links: { read: async () => Promise.reject(new Error('away')), signer: api.deps.links.signer } },
  });
  const { status, text, headers } = await broken.ask('POST', '/u/x');
  expect([status, headers.get('retry-after')]).toEqual([503, '1']);
  expect(text).toContain('Nothing was changed');
  expect(broken.reports).toHaveLength(1);
  await broken.close();
});
