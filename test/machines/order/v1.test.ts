import { describe, expect, test } from 'vitest';
import { EventNotAccepted } from '../../../engine/errors.ts';
import { approve, because, chairs, confirm, deliver, pack, pay, refund, ship, submit } from './orders.ts';

type Order = ReturnType<typeof submit>;
type Step = (order: Order) => void;

const sends =
  (event: { type: string } & Record<string, unknown>): Step =>
  (order) =>
    order.send(event);
const passes =
  (days: number): Step =>
  (order) =>
    order.pass({ days });
const paid = [sends(pay())];
const packed = [...paid, sends(pack)];
const shipped = [...packed, sends(ship)];
const delivered = [...shipped, sends(deliver)];
const returning = [...delivered, sends({ type: 'requestReturn', articles: [{ line: 0, quantity: 1 }] })];

function orderAfter(...steps: readonly Step[]): Order {
  const order = submit();
  for (const step of steps) step(order);
  return order;
}

test('an order is submitted, verified and numbered in one transition, and its customer is told', () => {
  const order = submit();
  expect(order.head.revision).toBe(1);
  expect(order.place).toBe('awaitingPayment');
  expect(order.view.key).toMatch(/^ORD-\d{8}-[0-9A-Z]{6}-[0-9A-Z]{10}$/);
  expect(order.awaits).toEqual(['notify']);
  expect(order.head.inline.map(({ src }) => src)).toEqual(['verifyOrder', 'numberOrder']);
});

describe('what may go wrong', () => {
  test.each<[string, Step[], string, string | undefined]>([
    ['is paid in part: waits for the rest', [sends(pay(5_000))], 'awaitingPayment', undefined],
    ['is paid in two parts', [sends(pay(5_000)), sends(pay(15_000))], 'packing', undefined],
    ['a payment fails: waits for another', [sends(because('paymentFailed'))], 'awaitingPayment', undefined],
    ['is not paid in time', [passes(14)], 'settled', 'expired'],
    ['is paid in part and not in time', [sends(pay(5_000)), passes(14)], 'refunding', 'expired'],
    ['is cancelled before it is paid', [sends(because('cancel'))], 'settled', 'cancelled'],
    ['is cancelled after it is paid', [...paid, sends(because('cancel'))], 'refunding', 'cancelled'],
    ['cannot be packed', [...paid, sends(because('packFailed'))], 'refunding', 'cancelled'],
    ['is not packed in time', [...paid, passes(7)], 'refunding', 'cancelled'],
    ['is cancelled after it is packed', [...packed, sends(because('cancel'))], 'refunding', 'cancelled'],
    ['the carrier does not take it', [...packed, sends(because('shipFailed'))], 'packing', undefined],
    ['is not shipped in time', [...packed, passes(5)], 'refunding', 'cancelled'],
    ['a delivery fails once', [...shipped, sends(because('deliverFailed'))], 'delivering', undefined],
    [
      'a delivery fails three times',
      [...shipped, ...Array.from({ length: 3 }, () => sends(because('deliverFailed')))],
      'refunding',
      'undeliverable',
    ],
    ['does not arrive', [...shipped, passes(30)], 'refunding', 'lost'],
    ['nobody says anything after the delivery', [...delivered, passes(14)], 'settled', 'completed'],
    ['is to be sent back', returning, 'returning', undefined],
    ['does not come back', [...returning, passes(30)], 'settled', 'completed'],
    ['comes back unfit', [...returning, sends(because('returnRefused'))], 'settled', 'completed'],
    ['comes back', [...returning, sends({ type: 'returnReceived' })], 'refunding', 'returned'],
  ])('%s', (_, steps, place, outcome) => {
    const order = orderAfter(...steps);
    expect(order.place).toBe(place);
    expect(order.context).toMatchObject(outcome === undefined ? {} : { outcome });
  });

  test.each([
    ['before it is paid', [], because('returnRefused')],
    ['twice', paid, pay()],
    ['more than what is due', [], pay(20_001)],
    ['cancelled after it was shipped', shipped, because('cancel')],
    ['confirmed before it was delivered', shipped, confirm],
    [
      'sent back with more articles than it had',
      delivered,
      { type: 'requestReturn', articles: [{ line: 0, quantity: 3 }] },
    ],
    [
      'sent back with a line that it has not',
      delivered,
      { type: 'requestReturn', articles: [{ line: 1, quantity: 1 }] },
    ],
    [
      'given back more than was paid',
      delivered,
      { type: 'grantRefund', amountMinor: 20_001, reason: 'kind' },
    ],
    ['refunded more than is owed', [...paid, sends(because('cancel'))], refund(20_001)],
  ] as const)('is not %s', (_, steps, event) => {
    const order = orderAfter(...steps);
    const before = order.head;
    expect(() => order.send(event)).toThrow(EventNotAccepted);
    expect(order.head).toBe(before);
  });
});

test('a refund in parts ends when all is paid back, and the customer hears of each', () => {
  const order = orderAfter(...returning, sends({ type: 'returnReceived' }));
  expect(order.context.refundDueMinor).toBe(10_000);
  order.go(refund(4_000));
  expect(order.place).toBe('refunding');
  order.go({ type: 'refundFailed', reason: 'bank-closed' }, refund(6_000));
  expect(order.place).toBe('settled');
  expect(order.context.totals).toMatchObject({ paidMinor: 20_000, refundedMinor: 10_000 });
  order.tell();
  expect(order.told.filter((each) => each.startsWith('refunded'))).toHaveLength(2);
  expect(order.told).toContain('refund-failed → finance');
});

test('a refund without a return leads back to the delivered order, which may still be sent back', () => {
  const order = orderAfter(
    ...delivered,
    sends({ type: 'grantRefund', amountMinor: 1_000, reason: 'scratch' }),
  );
  expect(order.place).toBe('approving');
  order.go(approve, refund(1_000));
  expect(order.place).toBe('delivered');
  order.go({ type: 'requestReturn', articles: [{ line: 0, quantity: 1 }] });
  expect(order.place).toBe('returning');
});

test('a refund that is declined, or that nobody approves in time, is owed no longer', () => {
  const asked = [...delivered, sends({ type: 'grantRefund', amountMinor: 1_000, reason: 'scratch' })];
  const declined = orderAfter(...asked, sends(because('declineRefund')));
  expect([declined.place, declined.context.refundDueMinor]).toEqual(['delivered', 0]);
  const forgotten = orderAfter(...asked);
  forgotten.pass({ days: 14.01 });
  expect([forgotten.place, forgotten.context.refundDueMinor]).toEqual(['delivered', 0]);
});

describe('reminders come again and again until something happens', () => {
  test.each<[string, Step[], string, number]>([
    ['of a payment', [], 'payment-reminder → customer', 2],
    ['to pack', paid, 'packing-overdue → warehouse', 1],
    ['to ship', packed, 'shipping-overdue → warehouse', 1],
    ['of a delivery', shipped, 'delivery-overdue → warehouse', 5],
    ['to send back', returning, 'return-reminder → customer', 7],
    [
      'to approve a refund',
      [...delivered, sends({ type: 'grantRefund', amountMinor: 1_000, reason: 'scratch' })],
      'refund-to-approve → finance',
      1,
    ],
    ['to refund', [...paid, sends(because('cancel'))], 'refund-wanted → finance', 2],
  ])('%s', (_, steps, told, days) => {
    const order = orderAfter(...steps);
    order.tell();
    const before = order.told.filter((each) => each === told).length;
    order.pass({ days });
    order.tell();
    order.pass({ days });
    order.tell();
    expect(order.told.filter((each) => each === told)).toHaveLength(before + 2);
  });
});

test('an order of nothing to pay is packed at once', () => {
  const order = submit({ lines: [{ ...chairs, discountMinor: 20_000 }] });
  expect(order.place).toBe('packing');
});
