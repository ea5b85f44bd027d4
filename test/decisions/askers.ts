import type { Inline } from '../../engine/definition.ts';
import { definition as supportCase } from '../../machines/case/v1.ts';
import { definition as customer } from '../../machines/customer.ts';
import { definition as lead } from '../../machines/lead/v1.ts';
import { definition as opportunity } from '../../machines/opportunity/v1.ts';
import { definition as order } from '../../machines/order/v1.ts';
import { definition as outreach } from '../../machines/outreach/v1.ts';
import { definition as refund } from '../../machines/refund.ts';

/** Who asks a decision that comes with Baton: an inline actor, and something that it is given. */
export interface Asker {
  readonly process: string;
  readonly actor: Inline;
  readonly given: unknown;
}

const asker = (
  { process, inline }: { readonly process: string; readonly inline: object },
  src: string,
  given: unknown,
): Asker => ({ process, actor: (inline as Readonly<Record<string, Inline>>)[src] as Inline, given });

const known = { source: 'web-form', interest: 'demo' };
const lines = [{ sku: 'CHAIR', quantity: 2, unitPriceMinor: 10_000 }];

/** By the decisions that they ask. */
export const askers: Readonly<Record<string, Asker>> = {
  'order-verification': asker(order, 'verifyOrder', { lines }),
  'lead-scoring': asker(lead, 'scoreLead', { ...known, engagement: { click: 2 } }),
  'lead-routing': asker(lead, 'routeLead', { ...known, score: 40 }),
  'case-triage': asker(supportCase, 'triage', { topic: 'return' }),
  'discount-approval': asker(opportunity, 'needsApproval', {
    ...{ discountBasisPoints: 500, totalMinor: 10_000, currency: 'EUR' },
  }),
  'refund-policy': asker(refund, 'needsApproval', { amountMinor: 1, currency: 'EUR', reason: 'late' }),
  'campaign-eligibility': asker(outreach, 'judgeEligibility', {
    ...{ sequence: 'welcome', purpose: 'marketing', campaign: true, heldOut: false },
  }),
  'next-best-action': asker(customer, 'chooseAction', { orders: 1, unhappy: false, timesAtRisk: 0 }),
};
