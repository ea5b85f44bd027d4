import { expect, test } from 'vitest';
import { approve, because } from './orders.ts';
import { openShop } from './shop.ts';

const ask = { type: 'grantRefund', amountMinor: 500, reason: 'scratch' };

test('packing goes to those who are present, in turn', async () => {
  const { company, paid } = await openShop();
  await company.away('bob', { hours: 1 });
  const orders = [await paid(), await paid(), await paid()];
  expect(orders.map((order) => order.task('pack').person)).toEqual(['ann', 'cyd', 'ann']);
});

test('refunds to approve go to whoever has fewest', async () => {
  const { delivered } = await openShop();
  const people = [];
  for (let n = 0; n < 4; n++) {
    const order = await delivered();
    await order.send(ask);
    people.push(order.task('approveRefund').person);
  }
  expect(people.toSorted()).toEqual(['fay', 'fay', 'gus', 'gus']);
});

test('a refund is approved by the form of its task: a bad one changes nothing', async () => {
  const { delivered } = await openShop();
  const order = await delivered();
  await order.send(ask);
  const task = order.task('approveRefund');
  const other = task.person === 'fay' ? 'gus' : 'fay';
  const before = order.revision;
  const bad = task.complete({ type: 'declineRefund', reason: 'Not today!' });
  await expect(bad).rejects.toMatchObject({ code: 'invalid-event' });
  await expect(task.complete(approve, other)).rejects.toMatchObject({ code: 'task-taken' });
  await expect(task.complete(approve, 'ann')).rejects.toThrow('ann has not the role approver.');
  await expect(task.complete(because('cancel'))).rejects.toMatchObject({ code: 'task-mismatch' });
  expect(order.revision).toBe(before);
  await task.complete(approve);
  expect([order.tasks, order.context.refundDueMinor]).toEqual([[], 500]);
  await expect(task.complete(approve)).rejects.toMatchObject({ code: 'task-closed' });
});

test('packing that is overdue stands first in the inbox, and the warehouse is told each day', async () => {
  const { company, paid, letters } = await openShop();
  const late = await paid();
  await company.pass({ hours: 12 });
  const next = [await paid(), await paid(), await paid()];
  await company.pass({ days: 2 });
  const inbox = await company.inbox(late.task('pack').person ?? '');
  expect(inbox.map(({ instance }) => instance)).toEqual([late.id, next[2]?.id]);
  expect(inbox[0]?.dueAt).toBe(Date.UTC(2026, 0, 2, 12));
  expect(letters().filter((about) => about === 'packing-overdue')).toHaveLength(4 * 2);
  expect(company.mailsTo('team')).toHaveLength(4 * 2);
});

test('a refund that nobody approves is told to finance each day, and given up after two weeks', async () => {
  const { company, delivered, letters } = await openShop();
  const order = await delivered();
  await order.send(ask);
  await company.pass({ days: 15 });
  // On the fourteenth day there is nothing left to approve.
  expect(letters().filter((about) => about === 'refund-to-approve')).toHaveLength(13);
  expect([order.tasks, order.context.refundDueMinor]).toEqual([[], 0]);
});
