import * as z from 'zod';
import { reason as code } from '../codes.ts';
import { decide } from '../decide.ts';
import { line } from './totals.ts';

/** Why a line keeps its order from being accepted; lines count from 0. */
export const fault = z.strictObject({ line: z.int(), code: z.string() });

/** Whether an order is accepted: a decision, which gives the faults of each line. */
export const verifyOrder = decide('order-verification', {
  input: z.strictObject({ lines: z.array(line) }),
  output: z.strictObject({ accepted: z.boolean(), reasons: z.array(fault) }),
  answer: z.array(z.array(code)),
  facts: ({ lines }) => ({
    lines: lines.map(({ unitPriceMinor, quantity, discountMinor = 0 }) => ({
      ...{ unitPriceMinor, quantity, discountMinor },
      netMinor: unitPriceMinor * quantity - discountMinor,
    })),
  }),
  result(faults) {
    const reasons = faults.flatMap((codes, line) => codes.map((code) => ({ line, code })));
    return { accepted: reasons.length === 0, reasons };
  },
});
