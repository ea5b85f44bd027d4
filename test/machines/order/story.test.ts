import { expect, test } from 'vitest';
import { deliver, pack, pay, refund, ship } from './orders.ts';
import { openShop } from './shop.ts';

const fulfilment = (state: unknown) => (state as { open: { fulfilment: unknown } }).open.fulfilment;

test('an order that is paid, packed, shipped and delivered is closed when nobody has sent it back for two weeks', async () => {
  const { company, customer, order, letters } = await openShop();
  const one = await order();
  expect(fulfilment(one.state)).toEqual({ awaitingPayment: 'waiting' });
  await one.send(pay());
  await one.task('pack').complete(pack);
  await one.send(ship);
  await one.send(deliver);
  await company.pass({ days: 13, hours: 23 });
  expect(fulfilment(one.state)).toBe('delivered');
  await company.pass({ hours: 1 });
  expect(one).toMatchObject({ status: 'done', output: { outcome: 'completed', orderNumber: one.key } });
  expect(letters()).toEqual(['created', 'paid', 'shipped', 'delivered']);
  expect(company.mailsTo(customer)).toHaveLength(4);
  expect(company.mails[0]?.subject).toBe(`您的订单 ${one.key}`);
});

test('one that is not paid is reminded of every second day, and expires after two weeks', async () => {
  const { company, order, letters } = await openShop();
  const one = await order();
  await company.passUntil('2026-01-15T11:59');
  expect(one.status).toBe('active');
  expect(letters()).toEqual(['created', ...Array(6).fill('payment-reminder')]);
  await company.passUntil('2026-01-15T12:00');
  expect(one).toMatchObject({ status: 'done', output: { outcome: 'expired' } });
  expect(letters().slice(7)).toEqual(['expired']);
});

test('articles that come back are paid back, in parts, and the customer hears of each', async () => {
  const { company, customer, delivered, letters } = await openShop();
  const one = await delivered();
  await one.send({ type: 'requestReturn', articles: [{ line: 0, quantity: 1 }] });
  await company.pass({ days: 7 });
  await one.send({ type: 'returnReceived' });
  expect(one.context.refundDueMinor).toBe(10_000);
  await one.send(refund(4_000));
  await one.send(refund(6_000));
  expect(one).toMatchObject({
    status: 'done',
    output: { outcome: 'returned', totals: { refundedMinor: 10_000 } },
  });
  expect(letters().slice(4)).toEqual([
    ...['return-requested', 'return-reminder', 'refund-wanted', 'refunded', 'refund-wanted', 'refunded'],
  ]);
  expect(company.mailsTo(customer)).toHaveLength(8);
});

test('an event for whoever waits reaches the order by its number', async () => {
  const { company, order } = await openShop();
  const [one, other] = [await order(), await order()];
  expect(await company.tell(pay(), { key: one.key ?? '' })).toBe(1);
  expect([one, other].map(({ context }) => context.totals.paidMinor)).toEqual([20_000, 0]);
});

test('a notice that the mail refuses is held, and the order goes on; a person has it sent', async () => {
  const { company, paid, letters } = await openShop();
  company.fail('notify', 'mail-down');
  const one = await paid();
  await company.pass({ hours: 1 });
  expect(one.held).toMatchObject([{ effect: 'notify', code: 'mail-down' }]);
  expect(fulfilment(one.state)).toEqual({ packing: 'waiting' });
  company.mend('notify');
  await one.retry();
  expect([one.held, letters()]).toEqual([[], ['created', 'paid']]);
});

test('a notice that cannot be given is given up after a week and counted, and the next one is tried', async () => {
  const { company, paid, letters } = await openShop();
  company.fail('notify', 'mail-down');
  const one = await paid();
  await company.pass({ days: 6, hours: 23 });
  expect(one.context.untold).toBe(0);
  company.mend('notify');
  await company.pass({ hours: 1 });
  expect(one.context.untold).toBe(1);
  expect(letters()[0]).toBe('paid');
});
