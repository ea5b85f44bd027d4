import { describe, expect, test } from 'vitest';
import { announced, articles, because, openDesk } from '../case/desk.ts';

const received = { type: 'received' };
const quote = { type: 'quote', amountMinor: 9_000, currency: 'CNY' };
const sentBack = { type: 'sentBack', carrier: 'SF', tracking: 'T-1' };

async function openRepair() {
  const desk = await openDesk();
  const one = await desk.company.start('repair', { customer: desk.customer.id, articles });
  return { ...desk, one };
}

test('articles are sent in, repaired at a price and sent back', async () => {
  const { company, customer, one, letters } = await openRepair();
  await one.send(received);
  expect(one.task('quote')).toMatchObject({ state: 'assessing', role: 'workshop', person: 'cyd' });
  await one.task('quote').complete(quote);
  expect(company.mailsTo(customer)[1]?.text).toContain('¥90.00');
  await one.send({ type: 'agree' });
  await one.task('repaired').complete({ type: 'repaired' });
  await one.task('sentBack').complete(sentBack);
  expect(one.output).toEqual({ outcome: 'repaired', number: one.key, amountMinor: 9_000, currency: 'CNY' });
  expect(letters()).toEqual(['repair-instructions', 'repair-quote', 'repair-sent-back']);
  expect(announced(one)).toEqual([{ type: 'repair.closed', outcome: 'repaired' }]);
});

test('they are repaired for nothing', async () => {
  const { one } = await openRepair();
  for (const event of [received, { type: 'takeOn' }, { type: 'repaired' }, sentBack]) await one.send(event);
  expect(one.output).toMatchObject({ outcome: 'repaired', amountMinor: 0 });
});

describe('what may go wrong', () => {
  test.each([
    ['they cannot be repaired', [received, because('unrepairable'), sentBack], 'unrepairable'],
    [
      'that shows later',
      [received, quote, { type: 'agree' }, because('unrepairable'), sentBack],
      'unrepairable',
    ],
    ['the price is too high', [received, quote, because('decline'), sentBack], 'declined'],
    ['the customer keeps them', [because('cancel')], 'cancelled'],
  ])('%s: nothing is to be paid', async (_, events, outcome) => {
    const { one } = await openRepair();
    for (const event of events) await one.send(event);
    expect(one).toMatchObject({ status: 'done', output: { outcome, amountMinor: 0 } });
  });

  test('the customer does not send them', async () => {
    const { company, one, letters } = await openRepair();
    await company.pass({ days: 30 });
    expect(one.output).toMatchObject({ outcome: 'not-sent' });
    expect(letters()).toEqual(['repair-instructions', ...Array(4).fill('repair-reminder'), 'repair-expired']);
  });

  test('a quote without an answer is declined after two weeks', async () => {
    const { company, one, letters } = await openRepair();
    await one.send(received);
    await one.send(quote);
    await company.pass({ days: 14 });
    expect(one.task('sentBack').role).toBe('workshop');
    expect(letters().filter((about) => about === 'repair-quote-reminder')).toHaveLength(4);
    await one.send(sentBack);
    expect(one.output).toMatchObject({ outcome: 'declined', amountMinor: 0 });
  });

  test('the workshop is reminded of each of its steps', async () => {
    const { company, one, teamLetters } = await openRepair();
    for (const event of [received, { type: 'takeOn' }, { type: 'repaired' }]) {
      await one.send(event);
      await company.pass({ days: 3 });
    }
    expect(teamLetters()).toEqual(['repair-to-assess', 'repair-to-repair', 'repair-to-send-back']);
  });
});
