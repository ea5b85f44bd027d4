import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { priceQuote } from '../../../machines/opportunity/quote.ts';
import { opportunitySettings } from '../../../machines/opportunity/settings.ts';
import { definition } from '../../../machines/opportunity/v1.ts';
import { totalsOf } from '../../../machines/order/totals.ts';
import { definition as order } from '../../../machines/order/v1.ts';
import { seed } from '../../engine/seed.ts';
import { rehearse } from '../../kit/rehearse.ts';
import { chairs, quote } from './deals.ts';

const set = opportunitySettings.at({ find: () => ({}) });
const price = (discountBasisPoints: number, lines: object[] = [chairs], shippingMinor = 0) =>
  priceQuote({ lines: lines as [typeof chairs], shippingMinor, discountBasisPoints }, set);

describe('what a quote comes to, in minor units', () => {
  test.each([
    ['without a discount', 0, [chairs], { totalMinor: 20_000, discountMinor: 0 }],
    ['a tenth', 1_000, [chairs], { totalMinor: 18_000, discountBasisPoints: 1_000 }],
    ['a little more', 1_001, [chairs], { totalMinor: 17_998, discountBasisPoints: 1_001 }],
    ['everything', 10_000, [chairs], { totalMinor: 0, discountBasisPoints: 10_000 }],
    [
      'a discount that hides in a line counts too',
      0,
      [{ ...chairs, discountMinor: 3_000 }],
      { totalMinor: 17_000, discountBasisPoints: 1_500 },
    ],
    [
      'both add up',
      500,
      [{ ...chairs, discountMinor: 1_000 }],
      { discountMinor: 1_950, discountBasisPoints: 975 },
    ],
    [
      'a cent that was rounded does not count',
      1_000,
      [{ sku: 'A', quantity: 3, unitPriceMinor: 3_333 }],
      { discountMinor: 1_000, discountBasisPoints: 1_000 },
    ],
    [
      'tax is on what remains',
      1_000,
      [{ ...chairs, taxBasisPoints: 1_900 }],
      { totalMinor: 21_420, discountMinor: 2_000 },
    ],
  ])('%s', (_, discount, lines, expected) => {
    expect(price(discount, lines)).toMatchObject(expected);
  });

  test('shipping is added, and bears no discount', () => {
    expect(price(1_000, [chairs], 500).totalMinor).toBe(18_500);
  });

  const line = fc
    .record({
      sku: fc.constant('A'),
      quantity: fc.integer({ min: 1, max: 10_000 }),
      unitPriceMinor: fc.integer({ min: 1, max: 1_000_000 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      taxBasisPoints: fc.integer({ min: 0, max: 10_000 }),
    })
    .map(({ part, ...rest }) => ({
      ...rest,
      discountMinor: Math.floor(rest.quantity * rest.unitPriceMinor * part),
    }));

  test(`an order of its lines is accepted and comes to the same (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.nat(10_000),
        fc.nat(1_000),
        (lines, discountBasisPoints, shippingMinor) => {
          const priced = price(discountBasisPoints, lines, shippingMinor);
          const input = { customer: 'c-1', currency: 'EUR', lines: priced.lines, shippingMinor };
          expect(order.parseInput(input)).toHaveProperty('value');
          expect(rehearse(order, input).view.state).not.toBe('rejected');
          const totals = totalsOf({ lines: priced.lines, totals: { shippingMinor } });
          expect(totals.totalMinor).toBe(priced.totalMinor);
          expect(totals.discountMinor).toBe(priced.discountMinor);
          const wanted = Math.abs(
            priced.discountMinor / totals.linesMinor - priced.discountBasisPoints / 10_000,
          );
          expect(wanted).toBeLessThanOrEqual(0.000_05 + 1e-9);
        },
      ),
      { seed },
    );
  });
});

describe('a quote that is none is refused, and the field is named', () => {
  test.each([
    ['no line', { lines: [] }, '/lines'],
    ['a price of 0', { lines: [{ ...chairs, unitPriceMinor: 0 }] }, '/lines/0'],
    ['a quantity below 0', { lines: [chairs, { ...chairs, quantity: -1 }] }, '/lines/1'],
    ['a discount above the price', { lines: [{ ...chairs, discountMinor: 20_001 }] }, '/lines/0'],
    [
      'more than can be counted',
      { lines: [{ ...chairs, quantity: 2 ** 30, unitPriceMinor: 2 ** 30 }] },
      '/lines/0',
    ],
    ['half a cent', { lines: [{ ...chairs, unitPriceMinor: 0.5 }] }, '/lines/0/unitPriceMinor'],
    ['more than a hundred percent', { discountBasisPoints: 10_001 }, '/discountBasisPoints'],
    ['an unknown currency', { currency: 'XXX' }, '/currency'],
    ['shipping below 0', { shippingMinor: -1 }, '/shippingMinor'],
    ['an unknown field', { colour: 'red' }, '/colour'],
  ])('%s', (_, change, path) => {
    const parsed = definition.parseEvent(quote(0, change));
    expect('issues' in parsed && parsed.issues.map((issue) => issue.path)).toEqual([path]);
  });
});
