import { describe, expect, test } from 'vitest';
import { announced, because, openDesk } from '../case/desk.ts';

const paid = { type: 'paid', reference: 'R-1' };

async function openRefund(amountMinor = 10_000, currency = 'CNY') {
  const desk = await openDesk();
  const input = { customer: desk.customer.id, amountMinor, currency, reason: 'broken' };
  return { ...desk, one: await desk.company.start('refund', input) };
}

test('a small amount is paid back', async () => {
  const { company, customer, one, letters } = await openRefund();
  expect(one.task('paid')).toMatchObject({ role: 'finance', person: 'dan' });
  await one.task('paid').complete(paid);
  expect(one.output).toEqual({ outcome: 'refunded', number: one.key, amountMinor: 10_000, currency: 'CNY' });
  expect(letters()).toEqual(['refund-refunded']);
  expect(company.mailsTo(customer)[0]?.text).toContain('¥100.00');
  expect(announced(one)).toEqual([
    { type: 'refund.closed', outcome: 'refunded', amountMinor: 10_000, currency: 'CNY' },
  ]);
});

test.each([
  ['at the threshold', 50_000, 'CNY', 'paying'],
  ['above it', 50_001, 'CNY', 'approving'],
  ['of a currency without one', 1, 'JPY', 'approving'],
])('an amount %s', async (_, amountMinor, currency, place) => {
  const { one } = await openRefund(amountMinor, currency);
  expect(one.tasks.map(({ state }) => state)).toEqual([place]);
});

test('a large amount is approved by a manager, who is reminded', async () => {
  const { company, one, teamLetters } = await openRefund(50_001);
  expect(one.task('approve')).toMatchObject({ role: 'manager', person: 'eve' });
  await company.pass({ days: 2 });
  expect(teamLetters()).toEqual(['refund-to-approve', 'refund-to-approve']);
  await one.task('approve').complete({ type: 'approve' });
  await one.task('paid').complete(paid);
  expect(one.output).toMatchObject({ outcome: 'refunded' });
});

describe('what may go wrong', () => {
  test.each([
    ['a manager declines', because('decline'), 0, 'declined'],
    ['nobody approves', undefined, 14, 'not-approved'],
  ])('%s: the customer hears of it', async (_, event, days, outcome) => {
    const { company, one, letters } = await openRefund(50_001);
    if (event !== undefined) await one.send(event);
    await company.pass({ days });
    expect(one).toMatchObject({ status: 'done', output: { outcome } });
    expect(letters()).toEqual(['refund-declined']);
  });

  test('the payment fails: it is tried again by the same person', async () => {
    const { company, one, teamLetters } = await openRefund();
    await one.task('payFailed').complete(because('payFailed'));
    await company.pass({ days: 2 });
    expect(teamLetters()).toEqual(['refund-failed', 'refund-to-pay']);
    expect(one.context).toMatchObject({ failures: 1 });
    await one.task('paid').complete(paid);
    expect(one.output).toMatchObject({ outcome: 'refunded' });
  });

  test.each([10_000, 50_001])('it is no longer wanted: %i', async (amountMinor) => {
    const { one, letters } = await openRefund(amountMinor);
    await one.send(because('cancel'));
    expect([one.output, letters()]).toMatchObject([{ outcome: 'cancelled' }, []]);
  });
});
