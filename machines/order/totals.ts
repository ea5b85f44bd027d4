import * as z from 'zod';
import { text } from '../define.ts';
import { minor } from '../money.ts';

/** One line of an order. Price and quantity may be zero or less: such an order is rejected, with the reason. */
export const line = z
  .strictObject({
    sku: z
      .string()
      .regex(/^\S{1,64}$/, 'is not an article number')
      .meta(text('Article number', '商品编号')),
    description: z
      .string()
      .max(200)
      .regex(/^\P{Cc}*$/u, 'has control characters')
      .optional()
      .meta(text("The article's name, as in the catalogue", '商品名称（与目录一致）')),
    quantity: z.int().meta(text('How many', '数量')),
    unitPriceMinor: minor.meta(
      text('Price of one, before tax and discount, in minor units', '单价（未税、未折扣，最小单位）'),
    ),
    discountMinor: minor
      .min(0)
      .optional()
      .meta(text('Taken off this line, in minor units', '本行折扣（最小单位）')),
    taxBasisPoints: z
      .int()
      .min(0)
      .max(10_000)
      .optional()
      .meta(
        text(
          'Tax on what remains, in hundredths of a percent (1900 is 19 %)',
          '税率（万分之一，1900 即 19%）',
        ),
      ),
  })
  .meta(text('One article of the order', '一行商品'));

/** All amounts in minor units of the order's currency. */
export const totals = z.strictObject({
  linesMinor: minor.meta(text('Quantity times price, over all lines', '商品总额')),
  discountMinor: minor.meta(text('All discounts', '折扣合计')),
  taxMinor: minor.meta(text('All taxes', '税额合计')),
  shippingMinor: minor.meta(text('Shipping', '运费')),
  totalMinor: minor.meta(text('What the customer pays', '应付总额')),
  paidMinor: minor.meta(text('Paid so far', '已付')),
  refundedMinor: minor.meta(text('Paid back so far', '已退')),
  balanceMinor: minor.meta(text('Still to be paid', '待付')),
});

type Line = z.output<typeof line>;
type Totals = z.output<typeof totals>;

/**
 * The order's totals, in minor units. Tax is rounded per line, half away from zero. `more` adds to what was paid
 * and paid back before.
 */
export function totalsOf(
  order: { lines: readonly Line[]; totals: Pick<Totals, 'shippingMinor'> & Partial<Totals> },
  more: { paidMinor?: number; refundedMinor?: number } = {},
): Totals {
  const { shippingMinor, paidMinor = 0, refundedMinor = 0 } = order.totals;
  const linesMinor = sum(order.lines.map((each) => each.quantity * each.unitPriceMinor));
  const discountMinor = sum(order.lines.map((each) => each.discountMinor ?? 0));
  const taxMinor = sum(order.lines.map(taxOf));
  const totalMinor = linesMinor - discountMinor + taxMinor + shippingMinor;
  const paid = paidMinor + (more.paidMinor ?? 0);
  return {
    linesMinor,
    discountMinor,
    taxMinor,
    shippingMinor,
    totalMinor,
    paidMinor: paid,
    refundedMinor: refundedMinor + (more.refundedMinor ?? 0),
    balanceMinor: totalMinor - paid,
  };
}

/**
 * What a return of these articles gives back, in minor units: each line's share of its price after discount and
 * tax, rounded down; the shipping is not given back, nor what was given back before. 0 where a line or a quantity
 * is not the order's.
 */
export function refundOf(
  order: { lines: readonly Line[]; totals?: Pick<Totals, 'paidMinor' | 'refundedMinor'> },
  articles: readonly { line: number; quantity: number }[],
): number {
  const wanted = new Map<number, number>();
  for (const { line: index, quantity } of articles) wanted.set(index, (wanted.get(index) ?? 0) + quantity);
  let due = 0;
  for (const [index, quantity] of wanted) {
    const each = order.lines[index];
    if (each === undefined || quantity > each.quantity) return 0;
    const whole = each.quantity * each.unitPriceMinor - (each.discountMinor ?? 0) + taxOf(each);
    due += Number((BigInt(whole) * BigInt(quantity)) / BigInt(each.quantity));
  }
  const { totals } = order;
  return totals === undefined ? due : Math.min(due, totals.paidMinor - totals.refundedMinor);
}

function taxOf(each: Line): number {
  const net = BigInt(each.quantity) * BigInt(each.unitPriceMinor) - BigInt(each.discountMinor ?? 0);
  const tax = net * BigInt(each.taxBasisPoints ?? 0);
  const half = tax < 0n ? -5000n : 5000n;
  return Number((tax + half) / 10_000n);
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** Refuses an order whose sums leave the safe integers. */
export function within(order: { lines: Line[]; shippingMinor: number }, context: z.RefinementCtx): void {
  // What is no safe integer has an issue of its own already.
  const numbers = order.lines.flatMap((each) => [
    each.quantity,
    each.unitPriceMinor,
    each.discountMinor ?? 0,
  ]);
  if (![order.shippingMinor, ...numbers].every(Number.isSafeInteger)) return;
  let reach = BigInt(order.shippingMinor);
  for (const [index, each] of order.lines.entries()) {
    const amount = BigInt(each.quantity) * BigInt(each.unitPriceMinor);
    reach += (amount < 0n ? -amount : amount) * 2n + BigInt(each.discountMinor ?? 0) * 2n;
    if (reach <= BigInt(Number.MAX_SAFE_INTEGER)) continue;
    context.addIssue({
      code: 'custom',
      path: ['lines', index],
      message: 'brings the total beyond what can be counted',
    });
    return;
  }
}
