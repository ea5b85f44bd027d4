import * as z from 'zod';
import { lasting, text } from '../define.ts';
import { currency, minor } from '../money.ts';
import { line, totalsOf, within } from '../order/totals.ts';
import type { OpportunitySettings } from './settings.ts';

/** The most that shipping may cost: lines are checked with it, so that no total leaves what can be counted. */
const MOST_SHIPPING = 1_000_000_000_000;

/** Lines that can be offered: each with a price and a quantity above zero, and a discount within it. */
export const quoteLines = z
  .array(line)
  .min(1)
  .max(100)
  .superRefine((lines, context) => {
    if (!lines.every(isCountable)) return;
    for (const [index, each] of lines.entries()) {
      if (isOffered(each)) continue;
      const message = 'must have a price and a quantity above zero, and a discount within it';
      context.addIssue({ code: 'custom', path: [index], message });
    }
    const addIssue = (issue: { path: PropertyKey[]; message: string }) =>
      context.addIssue({ code: 'custom', path: issue.path.slice(1), message: issue.message });
    within({ lines, shippingMinor: MOST_SHIPPING }, { ...context, addIssue } as typeof context);
  })
  .meta(text('What is offered, as the lines of an order', '报价行'));

function isCountable({ quantity, unitPriceMinor, discountMinor = 0 }: Line): boolean {
  return [quantity, unitPriceMinor, discountMinor].every(Number.isSafeInteger);
}

function isOffered({ quantity, unitPriceMinor, discountMinor = 0 }: Line): boolean {
  return quantity > 0 && unitPriceMinor > 0 && discountMinor <= quantity * unitPriceMinor;
}

export const wantedQuote = {
  lines: quoteLines,
  currency,
  shippingMinor: minor
    .min(0)
    .max(MOST_SHIPPING)
    .default(0)
    .meta(text('Cost of shipping in minor units', '运费（最小单位）')),
  discountBasisPoints: z
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .meta(text('Taken off every line, in hundredths of a percent', '整单折扣（万分之一）')),
};

const wanted = z.strictObject(wantedQuote);

export const priced = z.strictObject({
  lines: z.array(line),
  totalMinor: minor,
  discountMinor: minor,
  /** All discounts of all lines, of what they would cost without; half a hundredth of a percent is rounded up. */
  discountBasisPoints: z.int(),
  validDays: z.int(),
});

type Line = z.output<typeof line>;
type Wanted = z.output<typeof wanted>;

/** What a quote comes to. Its lines hold the whole discount, so that an order of them comes to the same. */
export function priceQuote(
  {
    lines,
    shippingMinor,
    discountBasisPoints,
  }: Pick<Wanted, 'lines' | 'shippingMinor' | 'discountBasisPoints'>,
  { quoteValid }: OpportunitySettings,
): z.output<typeof priced> {
  const discounted = lines.map((each) => withDiscount(each, discountBasisPoints));
  const { totalMinor, discountMinor, linesMinor } = totalsOf({
    lines: discounted,
    totals: { shippingMinor },
  });
  return {
    lines: discounted,
    totalMinor,
    discountMinor,
    discountBasisPoints: shareOf(discountMinor, linesMinor),
    validDays: Math.ceil(lasting(quoteValid) / lasting({ days: 1 })),
  };
}

/** Rounded half up, line by line. */
function withDiscount(each: Line, basisPoints: number): Line {
  const before = each.discountMinor ?? 0;
  const net = BigInt(each.quantity) * BigInt(each.unitPriceMinor) - BigInt(before);
  const more = Number((net * BigInt(basisPoints) + 5_000n) / 10_000n);
  return before + more === 0 ? each : { ...each, discountMinor: before + more };
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Number((BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole)));
}
