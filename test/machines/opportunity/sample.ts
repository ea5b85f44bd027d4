import type { Sample } from '../walk.ts';
import { chairs } from './deals.ts';

interface DealContext {
  readonly stage: string;
  readonly closeDate?: string;
  readonly quote?: { readonly standing: string };
  readonly outcome?: string;
}

const because = { reason: 'no-budget' };
const looked = {
  ...{ probability: 10, missing: { discovery: [], solution: [], proposal: ['value'] } },
};
const priced = {
  ...{ lines: [chairs], totalMinor: 20_000, discountMinor: 0, discountBasisPoints: 0, validDays: 30 },
};

/** What a walk through an opportunity tries. */
export const sample: Sample = {
  inputs: [{ customer: 'c-1', facts: [] }],
  events: {
    'xstate.done.actor.survey': [{ output: { stage: 'discovery', ...looked } }],
    'xstate.done.actor.pricing': [{ output: priced }],
    'xstate.done.actor.judgement': [{ output: true }, { output: false }],
    update: [{ facts: ['need'] }, { closeDate: '2026-03-31' }],
    advance: [{ stage: 'solution' }, { stage: 'proposal' }],
    quote: [{ lines: [chairs], currency: 'EUR', shippingMinor: 0, discountBasisPoints: 0 }],
    declineDiscount: [because],
    // Which of them stands depends on the way that led there.
    acceptQuote: [{ number: 1 }, { number: 2 }, { number: 3 }],
    declineQuote: [1, 2, 3].map((number) => ({ number, ...because })),
    lose: [because],
  },
  essence: ({ closeDate, quote, outcome }: DealContext) => [closeDate, quote?.standing, outcome],
};
