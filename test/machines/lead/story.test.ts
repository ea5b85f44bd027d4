import { describe, expect, test } from 'vitest';
import { createLeadPerformers } from '../../../functions/perform/lead-performers.ts';
import { createCompany } from '../../kit/create-company.ts';
import { decisionTable } from '../../kit/decision-table.ts';
import { warm } from './leads.ts';

const staff = { ann: ['sales'], bob: ['sales'], may: ['sales-manager'] };
const doe = { name: 'John Doe', email: 'john@example.com', phone: '+4930123456', language: 'en' };

/** Monday, nine in Shanghai. */
const openSales = (options: object = {}) =>
  createCompany({ startsAt: '2026-03-02T09:00', timeZone: 'Asia/Shanghai', staff, ...options });

test('a lead that comes in is called, qualifies, and an opportunity begins with what is known of it', async () => {
  const company = await openSales();
  const { id: customer } = await company.customer(doe);
  const lead = await company.start('lead', { customer, ...warm, interest: 'demo' });
  expect(await company.inbox('ann')).toMatchObject([{ process: 'lead', person: 'ann', role: 'sales' }]);
  await lead
    .task('qualify')
    .complete({ type: 'qualify', valueMinor: 500_000, currency: 'EUR', owner: 'ann' });
  expect(lead.output).toEqual({ outcome: 'qualified', score: 95 });
  const [deal] = company.instances({ process: 'opportunity', customer });
  expect(deal).toMatchObject({
    status: 'active',
    context: { lead: lead.id, valueMinor: 500_000, currency: 'EUR', owner: 'ann', expectedMinor: 50_000 },
  });
  expect(deal?.context.missing).toMatchObject({ solution: ['need'] });
});

test('nobody calls: a manager is asked, and then it is nurtured', async () => {
  const company = await openSales();
  const { id: customer } = await company.customer(doe);
  const lead = await company.start('lead', { customer, ...warm });
  await company.passUntil('2026-03-02T14:00');
  expect(await company.inbox('may')).toMatchObject([{ role: 'sales-manager' }]);
  await company.passUntil('2026-03-06T09:00');
  expect(lead.leaves).toEqual(['open.nurturing']);
  expect([await company.inbox('ann'), await company.inbox('may')]).toEqual([[], []]);
});

test('one that is nurtured is followed up by somebody, again and again; in the end it is given up', async () => {
  const company = await openSales();
  const { id: customer } = await company.customer(doe);
  const lead = await company.start('lead', { customer, source: 'import' });
  await company.pass({ days: 4 });
  const [call] = company.instances({ process: 'follow-up', customer });
  expect(call).toMatchObject({ context: { topic: 'lead' } });
  await call?.task('done').complete({ type: 'done' });
  await company.pass({ days: 40 });
  expect(lead.output).toMatchObject({ outcome: 'disqualified', reason: 'no-response' });
  expect(company.instances({ process: 'follow-up', customer }).length).toBeGreaterThan(1);
  expect(company.instances({ process: 'opportunity' })).toEqual([]);
});

describe('somebody who comes in again', () => {
  test.each([
    ['the same customer', undefined],
    [
      'another one with the same mail',
      { ...doe, name: 'J. Doe', email: 'JOHN@example.com', phone: undefined },
    ],
    ['another one with the same phone', { ...doe, name: 'J. Doe', email: 'jd@example.com' }],
  ])('as %s touches the earlier lead, which goes on alone', async (_, other) => {
    const company = await openSales();
    const first = await company.customer(doe);
    const earlier = await company.start('lead', { customer: first.id, source: 'import' });
    await company.pass({ hours: 1 });
    const again = other === undefined ? first : await company.customer(other);
    const lead = await company.start('lead', { customer: again.id, source: 'web-form', interest: 'demo' });
    expect(lead.output).toMatchObject({ outcome: 'duplicate', earlier: earlier.id });
    expect(earlier.context).toMatchObject({ engagement: { touch: 1 }, interest: 'demo', score: 40 });
    expect(earlier.leaves).toEqual(['open.contacting.assigned']);
  });

  test('after the earlier lead has ended, or as somebody else, is a lead of its own', async () => {
    const company = await openSales();
    const first = await company.customer(doe);
    const earlier = await company.start('lead', { customer: first.id, ...warm });
    await earlier.send({ type: 'disqualify', reason: 'no-budget' });
    await company.pass({ hours: 1 });
    const roe = await company.customer({ ...doe, email: 'jane@example.com', phone: '+4930999999' });
    for (const customer of [first.id, roe.id]) {
      const lead = await company.start('lead', { customer, ...warm });
      expect(lead.leaves).toEqual(['open.contacting.assigned']);
    }
    expect(company.effects.filter(({ effect }) => effect === 'touchLead')).toEqual([]);
  });

  test('while the earlier lead is paused goes on, since that takes nothing', async () => {
    const company = await openSales();
    const { id: customer } = await company.customer(doe);
    const earlier = await company.start('lead', { customer, ...warm });
    const resume = { kind: 'resume' } as const;
    await company.pass({ hours: 1 });
    company.perform({ findDuplicates: { earlier: earlier.id } });
    await earlier.byHand({ kind: 'pause' });
    const lead = await company.start('lead', { customer, ...warm });
    expect(lead.leaves).toEqual(['open.contacting.assigned']);
    await earlier.byHand(resume);
  });

  test('is told of once, however often the telling is tried', async () => {
    const company = await openSales();
    const { id: customer } = await company.customer(doe);
    const earlier = await company.start('lead', { customer, source: 'import' });
    await company.pass({ hours: 1 });
    await company.start('lead', { customer, source: 'web-form' });
    const told = company.effects.find(({ effect }) => effect === 'touchLead');
    const { touchLead } = createLeadPerformers(company.inside);
    await touchLead?.(told?.input as never, { key: told?.key ?? '', instance: '', process: 'lead' });
    expect(earlier.context.engagement).toEqual({ touch: 1 });
  });

  test('cannot be looked for: both go on', async () => {
    const company = await openSales();
    const { id: customer } = await company.customer(doe);
    await company.start('lead', { customer, ...warm });
    company.fail('findDuplicates', 'down');
    const lead = await company.start('lead', { customer, ...warm });
    await company.pass({ minutes: 16 });
    expect(lead.leaves).toEqual(['open.contacting.assigned']);
  });
});

test('what is sent to a lead counts when it answers', async () => {
  const company = await openSales();
  const { id: customer } = await company.customer(doe);
  const lead = await company.start('lead', { customer, source: 'web-form' });
  expect(await company.tell({ type: 'outreach.replied', instance: 'o-1' }, { customer })).toBe(1);
  expect(lead.leaves).toEqual(['open.contacting.assigned']);
});

test('a company scores and routes as it likes', async () => {
  const decisions = {
    'lead-scoring': decisionTable('lead-scoring', {
      ...{ inputs: ['source'], outputs: ['score', 'call'] },
      rules: [
        ['"fair"', '90', 'true'],
        ['-', '0', 'false'],
      ],
    }),
    'lead-routing': decisionTable('lead-routing', {
      ...{ inputs: ['interest', 'region', 'score'], outputs: ['role', 'manager'] },
      rules: [
        ['"demo"', '"DE"', '-', '"sales-de"', '"head-de"'],
        ['"demo"', '-', '>= 80', '"demos"', '"head-of-demos"'],
        ['-', '-', '-', '"sales"', '"sales-manager"'],
      ],
    }),
  };
  const settings = { lead: { contactWithin: { hours: 1 } } };
  const company = await openSales({ settings, decisions, staff: { eve: ['demos'] } });
  const { id: customer } = await company.customer(doe);
  const lead = await company.start('lead', { customer, source: 'fair', interest: 'demo' });
  expect(lead.context).toMatchObject({ score: 90, role: 'demos', manager: 'head-of-demos' });
  expect(lead.journal.flatMap(({ decisions = [] }) => decisions)).toMatchObject([
    { decision: 'lead-scoring', version: 1, rules: ['r1'], facts: { source: 'fair', reply: 0 } },
    { decision: 'lead-routing', version: 1, rules: ['r2'], facts: { region: null, score: 90 } },
  ]);
  expect(await company.inbox('eve')).toMatchObject([{ dueAt: Date.parse('2026-03-02T02:00:00Z') }]);
});

test('whose customer is removed, a lead ends', async () => {
  const company = await openSales();
  const { id: customer } = await company.customer(doe);
  const lead = await company.start('lead', { customer, ...warm });
  await company.tell({ type: 'customer.removed', record: customer, revision: 2, changed: [] }, { customer });
  expect(lead.output).toMatchObject({ outcome: 'disqualified', reason: 'customer-removed' });
});
