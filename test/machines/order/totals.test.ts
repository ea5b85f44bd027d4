import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../engine/errors.ts';
import { minorDigits, readable } from '../../../machines/money.ts';
import { numberOf } from '../../../machines/number.ts';
import { refundOf, totalsOf } from '../../../machines/order/totals.ts';
import { definition } from '../../../machines/order/v1.ts';
import { chairs, submit } from './orders.ts';

describe('totals, in minor units', () => {
  test.each([
    ['two at 100.00', [chairs], 0, { linesMinor: 20_000, taxMinor: 0, totalMinor: 20_000 }],
    ['shipping is added', [chairs], 490, { shippingMinor: 490, totalMinor: 20_490 }],
    [
      'a discount is taken off its line',
      [{ ...chairs, discountMinor: 500 }],
      0,
      { discountMinor: 500, totalMinor: 19_500 },
    ],
    [
      'tax is on what remains',
      [{ ...chairs, discountMinor: 500, taxBasisPoints: 1_900 }],
      0,
      { taxMinor: 3_705, totalMinor: 23_205 },
    ],
    [
      'half a cent of tax is rounded up',
      [{ sku: 'A', quantity: 1, unitPriceMinor: 50, taxBasisPoints: 700 }],
      0,
      { taxMinor: 4 },
    ],
    [
      'less than half is rounded down',
      [{ sku: 'A', quantity: 1, unitPriceMinor: 49, taxBasisPoints: 700 }],
      0,
      { taxMinor: 3 },
    ],
    [
      'tax is rounded line by line',
      Array(3).fill({ sku: 'A', quantity: 1, unitPriceMinor: 7, taxBasisPoints: 700 }),
      0,
      { taxMinor: 0 },
    ],
  ])('%s', (_, lines, shippingMinor, expected) => {
    expect(totalsOf({ lines, totals: { shippingMinor } })).toMatchObject(expected);
  });

  test('a return gives back each line’s share after discount and with tax, shipping not', () => {
    const lines = [
      { sku: 'A', quantity: 3, unitPriceMinor: 1_000, discountMinor: 100, taxBasisPoints: 1_900 },
    ];
    expect(refundOf({ lines }, [{ line: 0, quantity: 1 }])).toBe(1_150);
    expect(
      refundOf({ lines }, [
        { line: 0, quantity: 1 },
        { line: 0, quantity: 2 },
      ]),
    ).toBe(3_451);
    expect(refundOf({ lines }, [{ line: 0, quantity: 4 }])).toBe(0);
  });

  const line = fc.record({
    sku: fc.constant('A'),
    quantity: fc.integer({ min: 1, max: 1_000 }),
    unitPriceMinor: fc.integer({ min: 1, max: 1_000_000 }),
    discountMinor: fc.integer({ min: 0, max: 1_000 }),
    taxBasisPoints: fc.integer({ min: 0, max: 10_000 }),
  });

  test('whatever is ordered and paid, the sums agree and stay safe integers', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.nat(10_000),
        fc.nat(1_000),
        (lines, shipping, paid) => {
          const totals = totalsOf({ lines, totals: { shippingMinor: shipping } }, { paidMinor: paid });
          expect(totals.balanceMinor).toBe(totals.totalMinor - totals.paidMinor);
          expect(totals.totalMinor).toBe(
            totals.linesMinor - totals.discountMinor + totals.taxMinor + totals.shippingMinor,
          );
          expect(Object.values(totals).every(Number.isSafeInteger)).toBe(true);
          const everything = lines.map(({ quantity }, at) => ({ line: at, quantity }));
          expect(refundOf({ lines }, everything)).toBe(totals.totalMinor - totals.shippingMinor);
        },
      ),
    );
  });
});

describe('verification', () => {
  test.each([
    ['a price of 0', { unitPriceMinor: 0 }, ['price-not-positive']],
    ['a price below 0', { unitPriceMinor: -1 }, ['price-not-positive']],
    ['a quantity of 0', { quantity: 0 }, ['quantity-not-positive']],
    ['both', { quantity: -1, unitPriceMinor: 0 }, ['price-not-positive', 'quantity-not-positive']],
    ['a discount above the price', { discountMinor: 20_001 }, ['discount-above-price']],
  ])('%s ends rejected in the same transition, with the reason of the line', (_, change, codes) => {
    const order = submit({ lines: [chairs, { ...chairs, ...change }] });
    expect(order.head).toMatchObject({ revision: 1, status: 'done' });
    expect(order.view).toMatchObject({
      state: 'rejected',
      output: { outcome: 'rejected', reasons: codes.map((code) => ({ line: 1, code })) },
    });
    expect(order.view.key).toBeUndefined();
  });
});

describe('malformed input is refused, and the field is named', () => {
  test.each([
    ['text where a number belongs', { lines: [{ ...chairs, quantity: 'two' }] }, '/lines/0/quantity'],
    ['half a cent', { lines: [{ ...chairs, unitPriceMinor: 0.5 }] }, '/lines/0/unitPriceMinor'],
    ['an unknown currency', { currency: 'XXX' }, '/currency'],
    ['a currency in lower case', { currency: 'eur' }, '/currency'],
    [
      'more than can be counted',
      { lines: [{ ...chairs, unitPriceMinor: 2 ** 53 }] },
      '/lines/0/unitPriceMinor',
    ],
    [
      'a total beyond what can be counted',
      { lines: [{ ...chairs, quantity: 2 ** 30, unitPriceMinor: 2 ** 30 }] },
      '/lines/0',
    ],
    ['no line', { lines: [] }, '/lines'],
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['an unknown field of a line', { lines: [{ ...chairs, colour: 'red' }] }, '/lines/0/colour'],
    ['a mail address for a customer', { customer: 'john@example.com' }, '/customer'],
    ['a discount below 0', { lines: [{ ...chairs, discountMinor: -1 }] }, '/lines/0/discountMinor'],
    ['a tax above 100 %', { lines: [{ ...chairs, taxBasisPoints: 10_001 }] }, '/lines/0/taxBasisPoints'],
  ])('%s', (_, change, path) => {
    try {
      submit(change);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInput);
      expect((error as InvalidInput).details.issues).toMatchObject([{ path }]);
    }
  });

  test('a yen has no smaller part, a dinar three digits', () => {
    expect(['JPY', 'EUR', 'KWD'].map(minorDigits)).toEqual([0, 2, 3]);
    expect([readable(1234, 'JPY'), readable(-5, 'EUR'), readable(1234, 'KWD')]).toEqual([
      '1234 JPY',
      '-0.05 EUR',
      '1.234 KWD',
    ]);
    expect(definition.parseInput({ customer: 'c', currency: 'JPY', lines: [chairs] })).toHaveProperty(
      'value',
    );
  });
});

describe('the order number', () => {
  const number = (at: number, instance = '7k3qhb2f0m9znvw6xyat5s1c4e') => numberOf('ORD', { at, instance });

  test('text order is time order', () => {
    const anyTime = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(anyTime, anyTime, (a, b) => {
        fc.pre(a !== b);
        expect(number(a) < number(b)).toBe(a < b);
      }),
    );
  });

  test('two orders of one millisecond differ by their instances', () => {
    expect(number(0)).not.toBe(number(0, '8k3qhb2f0m9znvw6xyat5s1c4e'));
  });
});
