import { describe, expect, test } from 'vitest';
import { isHeldOut } from '../../../machines/campaign/hold-out.ts';
import { segmentKind } from '../../../records/kinds/segment.ts';
import type { Company } from '../../kit/company.ts';
import { createCompany } from '../../kit/create-company.ts';
import { decisionTable } from '../../kit/decision-table.ts';

const staff = { mia: ['marketer'], max: ['marketing-manager'] };
const MORNING = '2026-01-05T09:00:00Z';
const plan = { name: 'spring-sale', segment: 'vips', sequence: 'welcome', endsAt: '2026-02-05T09:00:00Z' };

async function opened(size = 12, options: object = {}) {
  const company = await createCompany({ startsAt: MORNING, staff, rules: {}, ...options });
  await segment(company, 'vips', 'vip');
  const customers = [];
  for (let n = 0; n < size; n++) customers.push(await joined(company, n));
  return { company, customers };
}

function segment({ inside, now }: Company, id: string, tag: string) {
  return inside.records.of(segmentKind).create({
    ...{ id, who: { kind: 'caller', id: 'mia' }, at: now() },
    content: { title: { en: tag, zh: tag }, filter: { field: 'tags', has: tag } },
  });
}

function joined(company: Company, n: number, more: object = {}) {
  return company.customer({
    ...{ name: `Customer ${n}`, email: `c${n}@example.com`, language: 'en', timeZone: 'Europe/Berlin' },
    ...{ consent: { email: true }, tags: ['vip'], ...more },
  });
}

async function running(company: Company, input: object = {}) {
  const campaign = await company.start('campaign', { ...plan, ...input });
  await campaign.task('submit').complete({ type: 'submit' }, 'mia');
  await campaign.task('approve').complete({ type: 'approve' }, 'max');
  await company.pass({ minutes: 1 });
  return campaign;
}

describe('a campaign', () => {
  test('is drafted, approved by a manager, enrols its segment, and is measured when it is over', async () => {
    const { company, customers } = await opened(12);
    const campaign = await running(company, { holdOut: 0 });
    expect(campaign.state).toEqual({ active: 'running' });
    expect(company.mails).toHaveLength(12);
    await company.passUntil('2026-02-05T11:00:00Z');
    const arm = { members: 0, sent: 0, clicked: 0, unsubscribed: 0, converted: 0 };
    expect(campaign.output).toEqual({
      outcome: 'finished',
      figures: { contacted: { ...arm, members: 12, sent: 24 }, heldOut: arm },
    });
    expect(customers).toHaveLength(12);
    expect(campaign.journal.flatMap(({ emitted }) => emitted)).toEqual([
      { type: 'campaign.finished', outcome: 'finished' },
    ]);
  });

  test('starts at its time, and not before', async () => {
    const { company } = await opened(2);
    const campaign = await running(company, { startsAt: '2026-01-07T09:00:00Z', holdOut: 0 });
    expect([campaign.state, company.mails]).toEqual(['scheduled', []]);
    await company.passUntil('2026-01-07T09:01:00Z');
    expect(company.mails).toHaveLength(2);
  });

  test('that is approved after its end enrols nobody, and is measured at once', async () => {
    const { company } = await opened(3);
    const campaign = await company.start('campaign', { ...plan, holdOut: 0, endsAt: '2026-01-05T10:00:00Z' });
    await campaign.task('submit').complete({ type: 'submit' }, 'mia');
    await company.pass({ hours: 2 });
    await campaign.task('approve').complete({ type: 'approve' }, 'max');
    expect(campaign.state).toEqual({ measuring: 'settling' });
    await company.pass({ days: 2 });
    expect([campaign.output, company.effects.filter(({ effect }) => effect === 'enrol')]).toEqual([
      ...[expect.objectContaining({ outcome: 'finished' }), []],
    ]);
    expect(company.instances({ process: 'outreach' })).toEqual([]);
  });

  test('compares both groups by its goal: who is held out gets nothing, ever', async () => {
    const { company, customers } = await opened(24);
    const campaign = await running(company, { holdOut: 50, goal: 'order.placed' });
    await company.pass({ days: 10 });
    const held = customers.filter(({ id }) => isHeldOut(campaign.id, id, 50));
    const touched = customers.filter(({ id }) => !isHeldOut(campaign.id, id, 50));
    expect([held.length > 3, touched.length > 3]).toEqual([true, true]);
    for (const one of held) expect(company.mailsTo(one)).toEqual([]);
    for (const one of touched) expect(company.mailsTo(one)).toHaveLength(2);
    const placed = { type: 'order.placed', instance: 'o-1', totalMinor: 100, currency: 'EUR' };
    for (const { id } of [...held.slice(0, 1), ...touched.slice(0, 3)])
      await company.tell(placed, { customer: id });
    await company.passUntil('2026-02-05T11:00:00Z');
    expect(campaign.output).toMatchObject({
      figures: {
        contacted: { members: touched.length, converted: 3 },
        heldOut: { members: held.length, converted: 1, sent: 0 },
      },
    });
  });

  test('leaves alone whom it holds out, and counts nobody whom it is not for, whatever is decided', async () => {
    const eligibility = decisionTable('campaign-eligibility', {
      ...{ inputs: ['sequence', 'campaign', 'heldOut'], outputs: ['do'] },
      rules: [
        ['"welcome"', 'true', '-', '"touch"'],
        ['-', '-', '-', '"skip"'],
      ],
    });
    const { company, customers } = await opened(24, { decisions: { 'campaign-eligibility': eligibility } });
    const campaign = await running(company, { holdOut: 50, goal: 'order.placed' });
    const other = await running(company, { holdOut: 0, sequence: 'reminder', name: 'autumn-sale' });
    await company.passUntil('2026-02-05T11:00:00Z');
    const held = customers.filter(({ id }) => isHeldOut(campaign.id, id, 50));
    expect(held.length).toBeGreaterThan(3);
    for (const one of customers) expect(company.mailsTo(one)).toHaveLength(held.includes(one) ? 0 : 2);
    expect(campaign.output).toMatchObject({
      figures: {
        contacted: { members: customers.length - held.length },
        heldOut: { members: held.length, sent: 0 },
      },
    });
    expect(other.output).toMatchObject({ figures: { contacted: { members: 0 }, heldOut: { members: 0 } } });
  });

  test('takes a customer out who has reached the goal', async () => {
    const { company, customers } = await opened(1);
    await running(company, { holdOut: 0, goal: 'order.placed' });
    const placed = { type: 'order.placed', instance: 'o-1', totalMinor: 100, currency: 'EUR' };
    await company.tell(placed, { customer: customers[0]?.id ?? '' });
    await company.pass({ days: 20 });
    expect(company.mails).toHaveLength(1);
    expect(company.instances({ process: 'outreach' })[0]?.output).toMatchObject({ outcome: 'converted' });
  });

  test('sends nothing while it is paused, and goes on when it is resumed', async () => {
    const { company } = await opened(3);
    const campaign = await running(company, { holdOut: 0 });
    await campaign.send({ type: 'pause' });
    await company.pass({ days: 5 });
    expect(company.mails).toHaveLength(3);
    await campaign.send({ type: 'resume' });
    expect([campaign.state, company.mails.length]).toEqual([{ active: 'running' }, 6]);
  });

  test.each([
    ['its first round', {}, 0],
    ['a later round', { again: { days: 1 } }, 1],
  ])('that is paused while %s is begun enrols once it is resumed', async (_, input, days) => {
    const { company } = await opened(3);
    if (days === 0) company.fail('enrol', 'unavailable');
    const campaign = await running(company, { holdOut: 0, ...input });
    if (days > 0) {
      company.fail('enrol', 'unavailable');
      await joined(company, 7);
      await company.pass({ days });
    }
    expect(campaign.state).toEqual({ active: { enrolling: 'beginning' } });
    await campaign.send({ type: 'pause' });
    company.mend('enrol');
    await campaign.send({ type: 'resume' });
    await company.pass({ minutes: 2 });
    expect(campaign.state).toEqual({ active: 'running' });
    expect(company.instances({ process: 'outreach' })).toHaveLength(days === 0 ? 3 : 4);
  });

  test('sends nothing once it has ended early', async () => {
    const { company } = await opened(3);
    const campaign = await running(company, { holdOut: 0 });
    await campaign.send({ type: 'finish' });
    await company.pass({ days: 30 });
    expect([company.mails.length, campaign.status]).toEqual([3, 'done']);
  });

  test('leaves alone whoever belongs to a segment that it suppresses', async () => {
    const { company } = await opened(2);
    await segment(company, 'complained', 'complained');
    const angry = await joined(company, 9, { tags: ['vip', 'complained'] });
    await running(company, { holdOut: 0, suppressed: ['complained'] });
    expect([company.mails.length, company.mailsTo(angry)]).toEqual([2, []]);
  });

  test('keeps its caps: with one customer, and in all', async () => {
    const { company } = await opened(8);
    await running(company, { holdOut: 0, perCustomer: 1 });
    await running(company, { name: 'other', holdOut: 0, inAll: 5 });
    await company.pass({ days: 30 });
    expect(company.mails).toHaveLength(8 + 5);
  });

  test('enrols its segment anew, and nobody twice, unless each round is to', async () => {
    const { company } = await opened(2);
    const again = { again: { days: 1 }, holdOut: 0 };
    await running(company, again);
    await joined(company, 7);
    await company.pass({ days: 3 });
    expect(company.instances({ process: 'outreach' })).toHaveLength(3);
    await running(company, { ...again, name: 'each', repeat: 'each-round', endsAt: '2026-01-10T09:00:00Z' });
    await company.pass({ hours: 30 });
    expect(company.instances({ process: 'outreach' })).toHaveLength(3 + 2 * 3);
  });

  test('whose segment is not there fails, and says so', async () => {
    const { company } = await opened(0);
    const campaign = await running(company, { segment: 'none' });
    expect(campaign.output).toMatchObject({ outcome: 'failed' });
  });

  test('that nobody submits is dropped, and one that nobody approves is a draft again', async () => {
    const { company } = await opened(0);
    const campaign = await company.start('campaign', plan);
    await campaign.send({ type: 'submit' });
    await campaign.send({ type: 'decline', reason: 'too-often' });
    expect(campaign.state).toBe('draft');
    await campaign.send({ type: 'submit' });
    await company.pass({ days: 14 });
    expect(campaign.state).toBe('draft');
    await company.pass({ days: 90 });
    expect(campaign.output).toMatchObject({ outcome: 'dropped' });
  });

  test.each([
    [{ name: 'Spring sale' }, '/name'],
    [{ startsAt: '2026-02-06T09:00:00Z' }, '/endsAt'],
    [{ holdOut: 91 }, '/holdOut'],
    [{ inAll: 0 }, '/inAll'],
  ])('refuses %j', async (input, path) => {
    const { company } = await opened(0);
    await expect(company.start('campaign', { ...plan, ...input })).rejects.toMatchObject({
      ...{ code: 'invalid-input', details: { issues: [{ path }] } },
    });
  });
});

test('a hold-out group is as large as it is to be, and always the same', () => {
  const ids = Array.from({ length: 20_000 }, (_, n) => `customer-${n}`);
  for (const percent of [0, 5, 50, 90]) {
    const held = ids.filter((one) => isHeldOut('campaign-1', one, percent)).length;
    expect(Math.abs(held / 200 - percent)).toBeLessThan(1);
  }
  const both = ids.filter((one) => isHeldOut('campaign-1', one, 50) && isHeldOut('campaign-2', one, 50));
  expect(Math.abs(both.length / 200 - 25)).toBeLessThan(2);
});
