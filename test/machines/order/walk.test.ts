import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventNotAccepted } from '../../../engine/errors.ts';
import type { Sent } from '../../../engine/incoming.ts';
import { seed } from '../../engine/seed.ts';
import { approve, because, chairs, confirm, deliver, pack, pay, refund, ship, submit } from './orders.ts';

type Order = ReturnType<typeof submit>;

const lines = [
  chairs,
  { sku: 'POT', quantity: 3, unitPriceMinor: 333, discountMinor: 99, taxBasisPoints: 1_900 },
];
const total = 21_071 + 500;

interface Step {
  readonly pick: number;
  readonly part: number;
  readonly days: number;
}

const walks = fc.array(
  fc.record({
    pick: fc.nat({ max: 999 }),
    part: fc.constantFrom(0, 0.1, 0.5, 1, 1.01),
    days: fc.integer({ min: 1, max: 16 }),
  }),
  { minLength: 3, maxLength: 25, size: 'max' },
);

/** Events of every type, their amounts a part of what is due. */
function eventsOf(order: Order, part: number): Record<string, Sent> {
  const { totals, refundDueMinor } = order.context;
  const of = (whole: number) => Math.max(1, Math.floor(whole * part));
  const left = totals.paidMinor - totals.refundedMinor;
  const articles =
    part < 0.5 ? [{ line: 1, quantity: 1 }] : lines.map(({ quantity }, line) => ({ line, quantity }));
  return {
    pay: pay(of(totals.balanceMinor)),
    refund: refund(of(refundDueMinor)),
    grantRefund: { type: 'grantRefund', amountMinor: of(left), reason: 'kind' },
    requestReturn: { type: 'requestReturn', articles },
    ship,
  };
}

/** Time passes, the customer is told, or one of the events that are taken here is sent. */
function take(order: Order, { pick, part, days }: Step): void {
  const { accepts } = order.view;
  const type = accepts[pick % (accepts.length + 2)];
  if (type === undefined) {
    if (pick % 2 === 0) order.pass({ days });
    else order.tell();
    return;
  }
  try {
    order.send(eventsOf(order, part)[type] ?? (bare.has(type) ? { type } : because(type)));
  } catch (error) {
    if (!(error instanceof EventNotAccepted)) throw error;
  }
}

const bare = new Set(['pack', 'deliver', 'confirm', 'returnReceived', 'approveRefund']);

/** Brings an order to its end as a company would: pays what is owed, tells what is to be told, lets time pass. */
function finish(order: Order): void {
  for (let rounds = 0; order.head.status === 'active' && rounds < 40; rounds++) {
    order.tell();
    const owed = order.context.refundDueMinor;
    if (order.head.status !== 'active') return;
    if (order.place === 'refunding' && owed > 0) order.send(refund(owed));
    order.pass({ days: 31 });
  }
}

describe(`whatever happens to an order (seed ${seed})`, () => {
  test('its sums agree, nothing is given back that was not paid, and it comes to an end', () => {
    const places = new Set<string>();
    const outcomes = new Set<unknown>();
    fc.assert(
      fc.property(fc.nat({ max: 4 }), walks, (begun, steps) => {
        const order = submit({ lines, shippingMinor: 500 });
        order.go(...[pay(total), pack, ship, deliver].slice(0, begun));
        for (const one of steps) {
          if (order.head.status !== 'active') break;
          take(order, one);
          places.add(order.place ?? '');
          const { totals, refundDueMinor } = order.context;
          const { paidMinor, refundedMinor, balanceMinor, totalMinor } = totals;
          expect(totalMinor).toBe(total);
          expect(balanceMinor).toBe(totalMinor - paidMinor);
          expect(balanceMinor).toBeGreaterThanOrEqual(0);
          expect(refundedMinor).toBeLessThanOrEqual(paidMinor);
          expect(refundDueMinor).toBeGreaterThanOrEqual(0);
          expect(refundDueMinor).toBeLessThanOrEqual(paidMinor - refundedMinor);
          for (const sum of [...Object.values(totals), refundDueMinor])
            expect(sum).toSatisfy(Number.isSafeInteger);
        }
        finish(order);
        expect(order.head.status).toBe('done');
        const { outcome, orderNumber, totals } = order.view.output as Record<string, unknown>;
        outcomes.add(outcome);
        expect(orderNumber).toBe(order.view.key);
        expect(totals).toEqual(order.context.totals);
        expect(order.head.timers).toEqual([]);
        expect(order.head.pending).toEqual([]);
      }),
      { seed, numRuns: 150 },
    );
    // Not what is tested, but that the walks go somewhere.
    expect(places.size).toBeGreaterThan(4);
    expect(outcomes.size).toBeGreaterThan(1);
  });
});

describe('a return after a refund without one', () => {
  const delivered = () => {
    const order = submit();
    order.go(pay(), pack, ship, deliver);
    order.go({ type: 'grantRefund', amountMinor: 1_000, reason: 'scratch' }, approve, refund(1_000));
    return order;
  };

  test('gives back what is left, not more', () => {
    const order = delivered();
    order.go({ type: 'requestReturn', articles: [{ line: 0, quantity: 2 }] }, { type: 'returnReceived' });
    expect(order.context.refundDueMinor).toBe(19_000);
    order.send(refund(19_000));
    expect(order.context.totals).toMatchObject({ paidMinor: 20_000, refundedMinor: 20_000 });
    expect(order.place).toBe('settled');
  });

  test('of a part gives back the whole part', () => {
    const order = delivered();
    order.go({ type: 'requestReturn', articles: [{ line: 0, quantity: 1 }] }, { type: 'returnReceived' });
    expect(order.context.refundDueMinor).toBe(10_000);
  });

  test('is not taken where everything was given back', () => {
    const order = delivered();
    order.go({ type: 'grantRefund', amountMinor: 19_000, reason: 'broken' }, approve, refund(19_000));
    const articles = [{ line: 0, quantity: 1 }];
    expect(() => order.send({ type: 'requestReturn', articles })).toThrow(EventNotAccepted);
    order.send(confirm);
    expect(order.place).toBe('settled');
  });
});
