import { describe, expect, test } from 'vitest';
import { announced, articles, because, openDesk } from '../case/desk.ts';
import { chairs, deliver, pack, ship } from '../order/orders.ts';

const ordered = { type: 'ordered', order: 'o-2' };

async function openReplacement() {
  const desk = await openDesk();
  const one = await desk.company.start('replacement', { customer: desk.customer.id, articles });
  return { ...desk, one };
}

test('a replacement is ordered, and done when that order is delivered, and not when another is', async () => {
  const { company, customer, one, letters } = await openReplacement();
  expect(one.task('ordered')).toMatchObject({ role: 'warehouse', person: 'cyd' });
  const free = { ...chairs, discountMinor: 20_000 };
  const input = { customer: customer.id, currency: 'CNY', lines: [free] };
  const [other, order] = [await company.start('order', input), await company.start('order', input)];
  await one.task('ordered').complete({ type: 'ordered', order: order.id });
  for (const event of [pack, ship, deliver]) await other.send(event);
  expect(one.state).toMatchObject({ onItsWay: 'waiting' });
  for (const event of [pack, ship, deliver]) await order.send(event);
  expect(one).toMatchObject({ status: 'done', output: { outcome: 'delivered', order: order.id } });
  expect(letters()).toContain('replacement-promised');
  expect(letters()).toContain('replacement-ordered');
  expect(announced(one)).toEqual([{ type: 'replacement.closed', outcome: 'delivered' }]);
});

describe('what may go wrong', () => {
  test.each([
    [
      'there is nothing to replace it with',
      [because('unavailable')],
      0,
      'unavailable',
      'replacement-unavailable',
    ],
    ['it is no longer wanted', [because('cancel')], 0, 'cancelled', 'replacement-cancelled'],
    ['nobody orders it', [], 14, 'not-ordered', 'replacement-unavailable'],
    ['it does not arrive', [ordered], 30, 'lost', 'replacement-lost'],
  ])('%s: the customer hears of it', async (_, events, days, outcome, letter) => {
    const { company, one, letters } = await openReplacement();
    for (const event of events) await one.send(event);
    await company.pass({ days });
    expect(one).toMatchObject({ status: 'done', output: { outcome } });
    expect(letters().at(-1)).toBe(letter);
  });

  test('the team is reminded to order it, and to look for it', async () => {
    const { company, one, teamLetters } = await openReplacement();
    await company.pass({ days: 1 });
    await one.send(ordered);
    await company.pass({ days: 5 });
    expect(teamLetters()).toEqual(['replacement-to-order', 'replacement-to-trace']);
  });
});
