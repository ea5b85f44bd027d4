import type { Sample } from '../walk.ts';

const prepared = { number: 'REF-1', approver: 'manager', payer: 'finance' };

/** What a walk through a refund tries. */
export const sample: Sample = {
  inputs: [{ customer: 'c-1', amountMinor: 60_000, currency: 'CNY', reason: 'late' }],
  events: {
    'xstate.done.actor.preparation': [{ output: prepared }],
    'xstate.done.actor.judgement': [{ output: true }, { output: false }],
  },
  essence: ({ outcome }: { outcome: string }) => outcome,
};
