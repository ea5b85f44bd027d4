import { chinaOffice } from '../../../calendar/samples/china.ts';
import type { Context } from '../../../machines/opportunity/schemas.ts';
import { definition } from '../../../machines/opportunity/v1.ts';
import { rehearse } from '../../kit/rehearse.ts';

export const chairs = { sku: 'CHAIR', quantity: 2, unitPriceMinor: 10_000 };

/** A deal in memory. Monday, nine in Shanghai. */
export function open(input: Record<string, unknown> = {}) {
  const deal = rehearse(
    definition,
    { customer: 'c-1', ...input },
    { startsAt: Date.UTC(2026, 2, 2, 1), calendars: { china: chinaOffice } },
  );
  return Object.assign(deal, {
    context: () => deal.view.context as Context,
    /** Where a region stands, or the final state. */
    place(region: 'selling' | 'offer' | 'activity' | 'closing') {
      const found = deal.view.leaves.find((leaf) => leaf.startsWith(`open.${region}.`));
      return found?.slice(`open.${region}.`.length) ?? deal.view.leaves[0];
    },
    /** Roles of whom it waits for. */
    asked: () => {
      const context = deal.view.context as Readonly<Record<string, unknown>>;
      return deal.head.tasks.map(({ state }) => {
        const role = definition.tasks[state]?.role ?? '';
        return typeof role === 'string' ? role : context[role.context];
      });
    },
    told: () => deal.head.emitted.map(({ type }) => type),
    go(...events: Parameters<typeof deal.send>[0][]) {
      for (const event of events) deal.send(event);
    },
  });
}

export const quote = (discountBasisPoints = 0, more: object = {}) => ({
  ...{ type: 'quote', currency: 'EUR', lines: [chairs], discountBasisPoints },
  ...more,
});
export const accept = (number = 1) => ({ type: 'acceptQuote', number });
export const because = (type: string, reason = 'no-budget') => ({ type, reason });
