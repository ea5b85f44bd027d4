import { definition as leadDefinition } from '../../../machines/lead/v1.ts';
import { definition as opportunityDefinition } from '../../../machines/opportunity/v1.ts';
import type { Random } from '../random.ts';
import { anyCustomer } from './customers.ts';
import { hours, storied } from './storied.ts';

const bare = () => ({});
const reason = () => ({ reason: 'no-budget' });
const lines = (random: Random) => [
  { sku: 'CHAIR', quantity: random.whole(1, 4), unitPriceMinor: random.whole(100, 9000) },
];
const calendar = (random: Random) => random.pick(['china', 'united-states', 'house']);
const open = (random: Random) => ({ hours: random.whole(1, 20) });
const HOWS = ['reply', 'click'] as const;

/** Leads: scored, routed, called, nurtured, at rest, joined with an earlier one; those that qualify are opportunities. */
export const lead = storied({
  definition: leadDefinition,
  input: (random, nonce) => ({
    customer: anyCustomer(random),
    source: random.pick(['web-form', 'import', 'referral']),
    form: `f-${nonce}`,
    ...(random.chance(0.5) && { interest: 'demo' }),
  }),
  events: {
    engaged: (random) => ({ how: random.pick(HOWS) }),
    touched: (_, nonce) => ({ source: 'api', interest: `i-${nonce}` }),
    qualify: (random) => (random.chance(0.5) ? { valueMinor: random.whole(1, 99_000), currency: 'EUR' } : {}),
    disqualify: reason,
    unreached: bare,
    later: bare,
  },
  seldom: ['disqualify', 'later'],
  settings: (random) => ({
    ...(random.chance(0.7) && { calendar: calendar(random) }),
    ...(random.chance(0.7) && { contactWithin: open(random) }),
    ...(random.chance(0.7) && { managerWithin: open(random) }),
    ...(random.chance(0.7) && { rest: hours(random, 1, 200) }),
  }),
  roles: ['sales', 'sales-manager'],
  answers: {
    findDuplicates: (random) => (random.chance(0.2) ? { earlier: 'lead-1' } : {}),
    touchLead: (random) => ({ taken: random.chance(0.7) }),
  },
});

/** Opportunities: known better and better, quoted, granted discounts, won or lost; those that are won are orders. */
export const opportunity = storied({
  definition: opportunityDefinition,
  input: (random, nonce) => ({
    customer: anyCustomer(random),
    lead: `l-${nonce}`,
    facts: random.chance(0.5) ? ['contact', 'need'] : [],
  }),
  events: {
    update: (random) => ({
      facts: ['contact', 'need', 'decision-maker'],
      valueMinor: random.whole(1, 90_000),
      currency: 'EUR',
      ...(random.chance(0.5) && { closeDate: `2026-0${random.whole(1, 9)}-15` }),
    }),
    advance: (random) => ({ stage: random.pick(['discovery', 'solution', 'proposal', 'negotiation']) }),
    quote: (random) => ({
      ...{ lines: lines(random), currency: 'EUR', shippingMinor: random.whole(0, 900) },
      discountBasisPoints: random.pick([0, 0, 500, 3000]),
    }),
    approveDiscount: bare,
    declineDiscount: reason,
    quoteSent: bare,
    acceptQuote: (random, _, { quotes = 1 }) => ({
      number: random.chance(0.8) ? Math.max(1, Number(quotes)) : 1,
    }),
    declineQuote: (_, _nonce, { quotes = 1 }) => ({ number: Math.max(1, Number(quotes)), ...reason() }),
    lose: reason,
  },
  seldom: ['lose', 'declineQuote', 'declineDiscount'],
  settings: (random) => ({
    ...(random.chance(0.7) && { calendar: calendar(random) }),
    ...(random.chance(0.7) && { approvalWithin: open(random) }),
    ...(random.chance(0.7) && { attendWithin: open(random) }),
    ...(random.chance(0.5) && { quoteValid: hours(random, 5, 300) }),
    ...(random.chance(0.5) && { openAtMost: hours(random, 100, 900) }),
  }),
  roles: ['sales', 'sales-manager', 'sales-director'],
});
