import { describe, expect, test } from 'vitest';
import { createCompany } from '../../kit/create-company.ts';
import { decisionTable } from '../../kit/decision-table.ts';

const staff = { ann: ['sales'] };
const doe = {
  ...{ name: 'John Doe', email: 'john@example.com', phone: '+4915112345678', language: 'en' },
  ...{ timeZone: 'Europe/Berlin', consent: { email: true } },
};

/** A Monday morning in Berlin. */
const MORNING = '2026-01-05T09:00:00Z';

async function company(options: object = {}) {
  return createCompany({ startsAt: MORNING, staff, rules: {}, ...options });
}

async function begun(options: { fields?: object; input?: object; company?: object } = {}) {
  const opened = await company(options.company);
  const customer = await opened.customer({ ...doe, ...options.fields });
  const outreach = await opened.start('outreach', {
    customer: customer.id,
    sequence: 'welcome',
    ...options.input,
  });
  return { company: opened, customer, outreach };
}

const sequences = (...steps: object[]) => ({ settings: { outreach: { sequences: { welcome: steps } } } });
const mail = { channel: 'mail', what: 'outreach-welcome', wait: { days: 3 } };

describe('an outreach', () => {
  test('writes step by step, at the times of its sequence, and ends', async () => {
    const { company, outreach } = await begun();
    expect(outreach.state).toEqual({ sending: 'waiting' });
    await company.pass({ days: 3 });
    await company.pass({ days: 4 });
    expect(company.mails.map(({ template, at }) => [template, new Date(at).toISOString()])).toEqual([
      ['outreach-welcome', '2026-01-05T09:00:00.000Z'],
      ['outreach-reminder', '2026-01-08T09:00:00.000Z'],
    ]);
    expect(outreach.output).toEqual({
      ...{ outcome: 'completed', arm: 'contacted', sent: 2, clicks: 0, converted: false },
    });
    expect(outreach.journal.flatMap(({ emitted }) => emitted)).toEqual([
      { type: 'outreach.ended', outcome: 'completed' },
    ]);
  });

  test('writes a mail that can be unsubscribed from, by its header and in its text', async () => {
    const { company } = await begun();
    const { unsubscribe = '', text } = company.mails[0] ?? {};
    expect(unsubscribe).toMatch(/^https:\/\/company\.example\/u\/[\w.-]+$/);
    expect(text).toContain(`Unsubscribe: ${unsubscribe}`);
    const token = unsubscribe.split('/u/')[1] ?? '';
    expect(await company.inside.links.read('u', token)).toEqual([expect.any(String), 'email']);
  });

  test.each([
    ['skip', undefined],
    // There is no campaign whose end it could wait for.
    ['hold-out', undefined],
    ['hold-out', { campaign: 'c-1', until: '2026-02-01T09:00:00Z' }],
  ])('that is decided to be one to %s writes nothing (of a campaign: %j)', async (answer, input) => {
    const decisions = {
      'campaign-eligibility': decisionTable('campaign-eligibility', {
        ...{ inputs: ['purpose'], outputs: ['do'], rules: [['"marketing"', `"${answer}"`]] },
      }),
    };
    const { company, outreach } = await begun({ company: { decisions }, ...(input && { input }) });
    expect(outreach.state).toBe(input === undefined ? 'over' : 'heldOut');
    await company.pass({ days: 60 });
    expect([company.mails, outreach.output]).toMatchObject([
      [],
      input === undefined
        ? { outcome: 'skipped', arm: 'contacted' }
        : { outcome: 'held-out', arm: 'held-out' },
    ]);
  });

  test('stops when the customer answers, and says so', async () => {
    const { company, outreach } = await begun();
    await outreach.send({ type: 'reply' });
    await company.pass({ days: 30 });
    expect([company.mails.length, outreach.output]).toEqual([
      1,
      expect.objectContaining({ outcome: 'replied' }),
    ]);
    expect(outreach.journal.flatMap(({ emitted }) => emitted.map(({ type }) => type))).toEqual([
      ...['outreach.replied', 'outreach.ended'],
    ]);
  });

  test.each([
    ['unsubscribed', { type: 'unsubscribed', channel: 'email' }],
    ['bounced', { type: 'bounced' }],
    ['stopped', { type: 'stop' }],
  ])('stops when it is %s', async (outcome, event) => {
    const { company, outreach } = await begun();
    await outreach.send(event);
    await company.pass({ days: 30 });
    expect([company.mails.length, outreach.output]).toEqual([1, expect.objectContaining({ outcome })]);
  });

  test('waits through the quiet hours of the customer’s own clock', async () => {
    const { company, outreach } = await begun({ company: { startsAt: '2026-01-05T20:30:00Z' } });
    expect([company.mails, outreach.state]).toEqual([[], { sending: { reaching: 'resting' } }]);
    await company.passUntil('2026-01-06T06:59:00Z');
    expect(company.mails).toEqual([]);
    await company.passUntil('2026-01-06T07:00:00Z');
    expect(company.mails).toHaveLength(1);
  });

  test('leaves out what the customer has not agreed to, and goes on where they have', async () => {
    const { company, customer, outreach } = await begun({
      fields: { consent: { sms: true } },
      company: sequences(mail, { channel: 'sms', what: 'text-hello', wait: { days: 1 } }, mail),
    });
    await company.inside.records
      .of((await import('../../../records/kinds/template.ts')).templateKind)
      .create({
        ...{ id: 'text-hello', who: { kind: 'caller', id: 'x' }, at: 5 },
        content: {
          ...{ title: { en: 'x', zh: 'x' }, about: 'customer', channel: 'sms', draft: {}, versions: [] },
          published: {
            version: 1,
            at: 5,
            languages: { en: { text: 'Hello {{ customer.name }}' }, zh: { text: '你好' } },
          },
        },
      });
    await company.pass({ days: 3 });
    expect(company.inside.mails.texts).toMatchObject([{ to: customer.phone, text: 'Hello John Doe' }]);
    await company.change(customer, { consent: { email: true } });
    await company.pass({ days: 1 });
    expect([company.mails.length, outreach.context.sent]).toEqual([1, 2]);
  });

  test('calls another system where the sequence says so, and goes on where there is no such webhook', async () => {
    const { company, customer, outreach } = await begun({
      company: sequences(
        { channel: 'webhook', what: 'nothing', wait: { days: 1 } },
        { channel: 'webhook', what: 'loyalty', wait: { days: 1 } },
        mail,
      ),
    });
    await company.inside.records.of((await import('../../../records/kinds/webhook.ts')).webhookKind).create({
      ...{ id: 'loyalty', who: { kind: 'caller', id: 'x' }, at: 5 },
      content: {
        ...{ title: { en: 'x', zh: 'x' }, url: 'https://loyalty.example.com', secret: 'whsec_AAAA' },
        ...{ consent: 'email', active: true },
      },
    });
    await company.pass({ days: 1 });
    expect(company.inside.mails.calls).toMatchObject([
      { body: { customer: customer.id, outreach: outreach.id, sequence: 'welcome', step: 1 } },
    ]);
    await company.pass({ days: 1 });
    expect([company.mails.length, outreach.context.sent]).toEqual([1, 2]);
  });

  test('asks at the moment of sending: a consent that was withdrawn since counts', async () => {
    const { company, customer } = await begun();
    await company.change(customer, { consent: { email: false } });
    await company.pass({ days: 30 });
    expect(company.mails).toHaveLength(1);
  });

  test('about an order or a case needs neither consent nor hours, and cannot be unsubscribed from', async () => {
    const { company } = await begun({
      fields: { consent: {} },
      input: { purpose: 'transactional' },
      company: { startsAt: '2026-01-05T23:00:00Z' },
    });
    expect(company.mails).toHaveLength(1);
    expect(company.mails[0]).not.toHaveProperty('unsubscribe');
  });

  test('waits where the customer was written to often enough, all sequences together', async () => {
    const { company, customer } = await begun({
      company: { settings: { outreach: { cap: { most: 2, within: { days: 7 } } } } },
    });
    const second = await company.start('outreach', { customer: customer.id, sequence: 'welcome' });
    const third = await company.start('outreach', { customer: customer.id, sequence: 'welcome' });
    expect([second.state, third.state, company.mails.length]).toEqual([
      ...[{ sending: 'waiting' }, { sending: { reaching: 'resting' } }, 2],
    ]);
    await company.passUntil('2026-01-12T09:00:00Z');
    expect(third.context.sent).toBe(1);
  });

  test('asks somebody to call, where that was agreed to, and goes on whatever comes of it', async () => {
    const { company, outreach } = await begun({
      fields: { consent: { phone: true, email: true } },
      company: sequences({ channel: 'call', what: 'greeting', wait: { days: 1 } }, mail),
    });
    expect(await company.inbox('ann')).toMatchObject([{ process: 'outreach', role: 'sales' }]);
    await outreach.task('called').complete({ type: 'called' });
    await company.pass({ days: 1 });
    expect(company.mails).toHaveLength(1);
  });

  test.each([
    ['wait', { sending: 'waiting' }, 1],
    ['next', { sending: 'waiting' }, 2],
    ['stop', undefined, 1],
    [{ step: 2 }, { sending: 'waiting' }, 2],
  ])('that is clicked in goes on as its step says: %j', async (clicked, state, mails) => {
    const { company, outreach } = await begun({ company: sequences({ ...mail, clicked }, mail, mail) });
    await outreach.send({ type: 'clicked', step: 0, link: 'offer' });
    if (state === undefined) expect(outreach.output).toMatchObject({ outcome: 'clicked' });
    else expect(outreach.state).toEqual(state);
    expect([company.mails.length, outreach.context.clicks]).toEqual([mails, 1]);
    expect(outreach.journal.flatMap(({ emitted }) => emitted)[0]).toEqual({
      type: 'outreach.clicked',
      link: 'offer',
    });
  });

  test.each(['next', 'stop', { step: 0 }])(
    'counts a click in an earlier mail, and does not go by the step under way: %j',
    async (clicked) => {
      const { company, outreach } = await begun({ company: sequences(mail, { ...mail, clicked }, mail) });
      await company.pass({ days: 3 });
      await outreach.send({ type: 'clicked', step: 0, link: 'offer' });
      expect(outreach.state).toEqual({ sending: 'waiting' });
      expect([company.mails.length, outreach.context.step, outreach.context.clicks]).toEqual([2, 1, 1]);
    },
  );

  test('waits by working days where its step says so', async () => {
    const { company } = await begun({
      company: {
        ...sequences({ channel: 'mail', what: 'outreach-welcome', workingDays: 1 }, mail),
        startsAt: '2026-01-09T02:00:00Z',
      },
      fields: { timeZone: 'Asia/Shanghai' },
    });
    await company.passUntil('2026-01-12T02:00:00Z');
    expect(company.mails).toHaveLength(1);
    await company.passUntil('2026-01-13T02:00:00Z');
    expect(company.mails).toHaveLength(2);
  });

  test('of no sequence, or to nobody, ends by itself', async () => {
    const unknown = await begun({ input: { sequence: 'no-such' } });
    expect(unknown.outreach.output).toMatchObject({ outcome: 'completed', sent: 0 });
    const nobody = await unknown.company.start('outreach', { customer: 'nobody', sequence: 'welcome' });
    expect(nobody.output).toMatchObject({ outcome: 'gone' });
  });

  test.each([
    [{ sequence: 'No such' }, '/sequence'],
    [{ campaign: 'c-1' }, '/until'],
    [{ goal: 'anything' }, '/goal'],
  ])('refuses %j', async (input, path) => {
    await expect(begun({ input })).rejects.toMatchObject({
      ...{ code: 'invalid-input', details: { issues: [{ path }] } },
    });
  });
});
