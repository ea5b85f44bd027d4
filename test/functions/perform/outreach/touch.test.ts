import { describe, expect, test } from 'vitest';
import type { Letter, Webhooks } from '../../../../adapters/ports.ts';
import { WebhookNotSent } from '../../../../adapters/webhooks-https.ts';
import { EffectFailed, type PerformScope } from '../../../../engine/perform.ts';
import { outreachPerformers } from '../../../../functions/perform/outreach/performers.ts';
import { isHeldOut } from '../../../../machines/campaign/hold-out.ts';
import { templateKind } from '../../../../records/kinds/template.ts';
import { type Webhook, webhookKind } from '../../../../records/kinds/webhook.ts';
import { called, who } from '../../../adapters/records/shelf.ts';
import { createCompany } from '../../../kit/create-company.ts';

const ann = {
  name: 'Ann',
  email: 'ann@example.com',
  language: 'en',
  timeZone: 'UTC',
  consent: { email: true },
};
const scope: PerformScope = { key: 'i-1/1/0/mark', instance: 'i-1', process: 'outreach' };

interface Options {
  readonly fields?: object;
  readonly send?: (letter: Letter) => Promise<void>;
  readonly webhooks?: Webhooks;
}

async function opened(options: Options = {}) {
  const settings = { outreach: { cap: { most: 1, within: { days: 7 } } } };
  const company = await createCompany({ startsAt: '2026-01-05T12:00:00Z', rules: {}, settings });
  const customer = await company.customer({ ...ann, ...options.fields });
  const sent: Letter[] = [];
  const send = options.send ?? (async () => {});
  const { inside } = company;
  const { touch } = outreachPerformers({
    ...{ ...inside, ...inside.mails, publicUrl: 'https://shop.example', keep: async () => {} },
    webhooks: options.webhooks ?? inside.mails.webhooks,
    mail: {
      async send(letter) {
        await send(letter);
        sent.push(letter);
      },
    },
  });
  const input = { channel: 'mail', what: 'outreach-welcome', purpose: 'marketing', sequence: 's', step: 3 };
  const ask = (changes: object = {}, at: Partial<PerformScope> = {}) =>
    touch?.({ ...input, customer: customer.id, ...changes } as never, { ...scope, ...at });
  return { company, customer, sent, ask };
}

function publish(
  company: Awaited<ReturnType<typeof opened>>['company'],
  id: string,
  channel: 'mail' | 'sms',
  texts: object,
) {
  return company.inside.records.of(templateKind).create({
    ...{ id, who, at: 5 },
    content: {
      ...{ title: { en: id, zh: id }, about: 'outreach', channel, draft: {}, versions: [] },
      published: { version: 1, at: 5, languages: { en: texts, zh: texts } },
    },
  });
}

function hook(company: Awaited<ReturnType<typeof opened>>['company'], fields: Partial<Webhook> = {}) {
  return company.inside.records.of(webhookKind).create({
    ...{ id: 'loyalty', who, at: 5 },
    content: {
      ...{ title: { en: 'x', zh: 'x' }, url: 'https://loyalty.example.com', secret: 'whsec_AAAA' },
      ...{ consent: 'email', active: true, ...fields },
    },
  });
}

describe('a touch by webhook', () => {
  const changes = { channel: 'webhook', what: 'loyalty' };

  test('calls the other system under the effect’s key, with ids and codes', async () => {
    const { company, customer, ask } = await opened({ fields: { email: undefined } });
    await hook(company);
    expect(await ask(changes)).toEqual({ sent: true });
    expect(company.inside.mails.calls).toEqual([
      {
        ...{ key: scope.key, url: 'https://loyalty.example.com', secret: 'whsec_AAAA', at: company.now() },
        body: {
          ...{ type: 'outreach.touch', customer: customer.id, outreach: 'i-1', sequence: 's', step: 3 },
          at: '2026-01-05T12:00:00.000Z',
        },
      },
    ]);
  });

  test.each([
    ['that there is not', {}, { what: 'nothing' }, 'nothing-to-say'],
    ['that is not active', { active: false }, {}, 'nothing-to-say'],
    ['whose system writes by a channel without consent', { consent: 'wechat' }, {}, 'no-consent'],
    ['of a campaign that there is not', {}, { campaign: 'nothing' }, 'campaign-over'],
  ])('%s is not made, and says why', async (_, fields, more, why) => {
    const { company, ask } = await opened();
    await hook(company, fields);
    expect(await ask({ ...changes, ...more })).toEqual({ sent: false, why });
    expect(company.inside.mails.calls).toEqual([]);
  });

  test('about an order needs no consent, and tells of its campaign where it has one', async () => {
    const { company, ask } = await opened({ fields: { consent: {} } });
    await hook(company);
    expect(await ask({ ...changes, purpose: 'transactional', campaign: 'c-1' })).toEqual({ sent: true });
    expect(company.inside.mails.calls[0]?.body).toMatchObject({ campaign: 'c-1' });
  });

  test('counts under the caps as a mail does, and not where it was refused for good', async () => {
    let permanent = true;
    const send = async () => {
      throw new WebhookNotSent('status-410', permanent);
    };
    const { company, ask } = await opened({ webhooks: { send } });
    await hook(company);
    await expect(ask(changes)).rejects.toThrow('status-410');
    permanent = false;
    await expect(ask(changes, { key: 'another' })).rejects.toThrow('status-410');
    expect(await ask({}, { key: 'third' })).toMatchObject({ sent: false, why: 'cap' });
  });
});

describe('a touch', () => {
  test.each([
    ['to nobody', {}, { customer: 'nobody' }, 'gone'],
    ['to whom no number is known of', { consent: { sms: true } }, { channel: 'sms' }, 'unreachable'],
    ['with no such template', {}, { what: 'nothing' }, 'nothing-to-say'],
    ['of a campaign that there is not', {}, { campaign: 'nothing' }, 'campaign-over'],
    ['without a word of consent', { consent: {} }, {}, 'no-consent'],
    ['by phone with consent for mails', { phone: '+4915112345678' }, { channel: 'call' }, 'no-consent'],
  ])('%s is not made, and says why', async (_, fields, changes, why) => {
    const { ask, sent } = await opened({ fields });
    expect(await ask(changes)).toEqual({ sent: false, why });
    expect(sent).toEqual([]);
  });

  test('that is repeated under its key takes one place', async () => {
    const { ask, sent } = await opened();
    expect([await ask(), await ask()]).toEqual([{ sent: true }, { sent: true }]);
    expect(await ask({}, { key: 'another' })).toMatchObject({ sent: false, why: 'cap' });
    expect(new Set(sent.map(({ key }) => key))).toEqual(new Set([scope.key]));
  });

  test('that was refused for good gives its place back; one that may have left does not', async () => {
    let permanent = false;
    const send = async () => {
      throw new EffectFailed('mail-not-sent', permanent);
    };
    const { ask } = await opened({ send });
    await expect(ask()).rejects.toThrow('mail-not-sent');
    expect(await ask({}, { key: 'another' })).toMatchObject({ why: 'cap' });
    permanent = true;
    await expect(ask()).rejects.toThrow('mail-not-sent');
    await expect(ask({}, { key: 'another' })).rejects.toThrow('mail-not-sent');
  });

  test('writes in its page, too, where to unsubscribe, and once where the template says it', async () => {
    const { company, ask, sent } = await opened();
    await publish(company, 'page', 'mail', { subject: 's', text: 't', html: '<body><p>Hi</body>' });
    const own = '{{ links.unsubscribe }}';
    await publish(company, 'own', 'mail', { subject: 's', text: own, html: `<a href="${own}">x</a>` });
    await ask({ what: 'page' });
    await company.pass({ days: 8 });
    await ask({ what: 'own' }, { key: 'another' });
    const [page, mine] = sent;
    expect(page?.html).toBe(`<body><p>Hi<p><a href="${page?.unsubscribe}">Unsubscribe</a></p></body>`);
    expect(page?.text).toBe(`t\n\nUnsubscribe: ${page?.unsubscribe}`);
    expect([mine?.text, mine?.html]).toEqual([mine?.unsubscribe, `<a href="${mine?.unsubscribe}">x</a>`]);
  });

  test('signs the links that a template wants followed, and no others', async () => {
    const { company, ask, sent } = await opened();
    const text = '{{ "https://a.example/?b=1" | link: "offer" }} {{ "javascript:x" | link }}';
    await publish(company, 'linked', 'mail', { subject: 's', text });
    await ask({ what: 'linked' });
    const [, token = ''] = /shop\.example\/c\/([\w.-]+)/.exec(sent[0]?.text ?? '') ?? [];
    expect(await company.inside.links.read('c', token)).toEqual([
      'i-1',
      '3',
      'offer',
      'https://a.example/?b=1',
    ]);
    expect(sent[0]?.text).toContain(' javascript:x\n');
  });

  test('does not reach whoever was merged with somebody whom the campaign leaves alone', async () => {
    const { company, customer, ask, sent } = await opened();
    const campaign = await company.start('campaign', {
      ...{ name: 'x', segment: 'none', sequence: 's', holdOut: 50, endsAt: '2026-03-01T09:00:00Z' },
    });
    await campaign.send({ type: 'submit' });
    await campaign.send({ type: 'approve' });
    const names = Array.from({ length: 40 }, (_, n) => `other-${n}`);
    const held = names.find((one) => isHeldOut(campaign.id, one, 50)) ?? '';
    const survivor = names.find((one) => !isHeldOut(campaign.id, one, 50)) ?? '';
    const { customers } = company.inside;
    const consent = { email: { given: true, at: 1 } };
    for (const id of [held, survivor]) {
      await customers.create({
        id,
        content: called('Bo', { email: 'bo@example.com', timeZone: 'UTC', consent }),
        who,
        at: 5,
      });
    }
    expect(await ask({ customer: survivor, campaign: campaign.id })).toEqual({ sent: true });
    await customers.merge({ survivor, duplicate: held, take: [] }, who);
    await company.pass({ seconds: 1 });
    const again = await ask({ customer: survivor, campaign: campaign.id }, { key: 'another' });
    expect(again).toEqual({ sent: false, why: 'held-out' });
    expect([sent.length, customer.id]).toEqual([1, expect.any(String)]);
  });
});

test('what is known of the contacts of a customer goes when the customer is erased', async () => {
  const { company, customer, ask } = await opened();
  await ask();
  const { records, contacts } = company.inside;
  const contact = { customer: customer.id, also: [], key: 'k', at: company.now(), caps: [{ most: 1 }] };
  expect(await contacts.reserve(contact)).toEqual({ reserved: false });
  await records.eraseAll({ kinds: ['customer'], segment: 0, segments: 1 }, async () => true);
  expect(await contacts.reserve(contact)).toEqual({ reserved: true });
});
