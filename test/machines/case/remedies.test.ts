import { describe, expect, test } from 'vitest';
import { articles, because, openDesk, regionOf, resolve } from './desk.ts';

const startReturn = { type: 'startReturn', articles };
const startRefund = { type: 'startRefund', amountMinor: 10_000, currency: 'CNY', reason: 'broken' };

test('articles come back and are paid back: the case goes on with what came of both', async () => {
  const { company, open, only, letters, teamLetters } = await openDesk();
  const one = await open({ order: 'o-1' });
  await one.send({ type: 'answer' });
  await one.send(startReturn);
  expect(only('return')).toMatchObject({ context: { order: 'o-1', articles }, customer: one.customer });
  expect(company.instances({ parent: one.id })).toHaveLength(1);
  await expect(one.send(resolve)).rejects.toMatchObject({ code: 'event-not-accepted' });
  await expect(one.send(startRefund)).rejects.toMatchObject({ code: 'event-not-accepted' });

  await only('return').send({ type: 'received' });
  await only('return').task('accept').complete({ type: 'accept' });
  expect([regionOf(one, 'remedy'), teamLetters()]).toEqual(['none', ['case-remedied']]);
  await one.send(startRefund);
  await only('refund').task('paid').complete({ type: 'paid', reference: 'R-1' });
  expect(one.context.remedies).toEqual([
    { kind: 'return', outcome: 'accepted' },
    { kind: 'refund', outcome: 'refunded', amountMinor: 10_000, currency: 'CNY' },
  ]);
  await one.send(resolve);
  await company.pass({ days: 14 });
  expect(one.output).toMatchObject({
    outcome: 'resolved',
    remedies: [{ kind: 'return' }, { kind: 'refund' }],
  });
  expect(letters()).toEqual([
    ...['case-opened', 'return-instructions', 'return-accepted', 'refund-refunded'],
    ...['case-resolved', 'case-survey'],
  ]);
  expect(company.thrown).toEqual([]);
});

test('while a return waits for the customer, the clocks stand still', async () => {
  const { company, open, only } = await openDesk();
  const one = await open();
  await one.send({ type: 'answer' });
  await company.pass({ hours: 1 });
  await one.send(startReturn);
  expect(regionOf(one, 'resolution')).toBe('paused');
  await company.pass({ days: 7 });
  await only('return').send({ type: 'received' });
  expect(one.context.clocks.resolution).toMatchObject({ leftMs: 39 * 3_600_000, since: company.now() });
});

test('a repair at a price comes back with it, and its quote waits for the customer', async () => {
  const { open, only } = await openDesk();
  const one = await open();
  await one.send({ type: 'startRepair', articles });
  const repair = only('repair');
  await repair.send({ type: 'received' });
  await repair.task('quote').complete({ type: 'quote', amountMinor: 9_000, currency: 'CNY' });
  expect(regionOf(one, 'resolution')).toBe('paused');
  await repair.send({ type: 'agree' });
  expect(regionOf(one, 'resolution')).toMatchObject({ counting: 'calm' });
  await repair.task('repaired').complete({ type: 'repaired' });
  await repair.task('sentBack').complete({ type: 'sentBack', carrier: 'SF', tracking: 'T-1' });
  expect(one.context.remedies).toEqual([
    { kind: 'repair', outcome: 'repaired', amountMinor: 9_000, currency: 'CNY' },
  ]);
});

test('a replacement comes back with the new order', async () => {
  const { open, only } = await openDesk();
  const one = await open();
  await one.send({ type: 'startReplacement', articles });
  await only('replacement').task('ordered').complete({ type: 'ordered', order: 'o-2' });
  await only('replacement').send({ type: 'delivered' });
  expect(one.context.remedies).toEqual([{ kind: 'replacement', outcome: 'delivered', order: 'o-2' }]);
});

describe('a remedy that is under way', () => {
  test.each([
    ['return', startReturn],
    ['repair', { type: 'startRepair', articles }],
    ['replacement', { type: 'startReplacement', articles }],
    ['refund', startRefund],
  ])('is stopped with a case that is cancelled: a %s', async (process, start) => {
    const { open, only } = await openDesk();
    const one = await open();
    await one.send(start);
    await one.send(because('cancel'));
    expect([one.status, only(process).status, only(process).tasks]).toEqual(['done', 'cancelled', []]);
  });

  test('keeps a case from being closed for want of an answer', async () => {
    const { company, open, only } = await openDesk();
    const one = await open();
    await one.send(startReturn);
    await one.send({ type: 'ask' });
    await company.pass({ days: 8 });
    expect(regionOf(one, 'work')).toEqual({ waiting: 'silent' });
    await only('return').send(because('cancel'));
    await company.pass({ days: 7 });
    expect(regionOf(one, 'work')).toBe('lapsed');
  });

  test('that somebody cancels by hand has failed, and the case goes on', async () => {
    const { open, only } = await openDesk();
    const one = await open();
    await one.send(startReturn);
    await only('return').byHand({ kind: 'cancel' });
    expect(regionOf(one, 'remedy')).toBe('none');
    expect(one.context).toMatchObject({ remedies: [{ kind: 'return', outcome: 'failed' }], awaited: false });
  });
});
