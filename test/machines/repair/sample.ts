import type { Sample } from '../walk.ts';

/** What a walk through a repair tries. */
export const sample: Sample = {
  inputs: [{ customer: 'c-1', articles: [{ article: 'CHAIR', quantity: 1 }] }],
  events: {
    'xstate.done.actor.preparation': [{ output: { number: 'REP-1', role: 'workshop' } }],
    quote: [{ amountMinor: 9_000, currency: 'CNY' }],
  },
  essence: ({ outcome }: { outcome: string }) => outcome,
};
