import type { Sample } from '../walk.ts';

interface CustomerContext {
  readonly steps: number;
  readonly role?: string;
  readonly unhappy?: boolean;
}

/** What a walk through a customer's life tries. */
export const sample: Sample = {
  inputs: [{ customer: 'c-1' }],
  events: {
    'xstate.done.actor.choice': [{ output: { caller: 'sales' } }, { output: {} }],
    'customer.changed': [{ record: 'c-2', changed: ['merged'] }],
    'customer.merged': [{ orders: 1 }],
    'case.closed': [{ rating: 1 }, { rating: 5 }, {}],
  },
  essence: ({ steps, role, unhappy }: CustomerContext) => [Math.min(steps, 3), role, unhappy],
};
