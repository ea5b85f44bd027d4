import type { Sample } from '../walk.ts';

interface LeadContext {
  readonly followUpsLeft: number;
  readonly restsLeft: number;
  readonly earlier?: string;
  readonly outcome?: string;
}

/** What a walk through a lead tries. */
export const sample: Sample = {
  inputs: [{ customer: 'c-1', source: 'web-form' }],
  events: {
    'xstate.done.actor.search': [{ output: {} }, { output: { earlier: 'lead-1' } }],
    'xstate.done.actor.joining': [{ output: { taken: true } }, { output: { taken: false } }],
    'xstate.done.actor.score': [{ output: { score: 60, call: true } }, { output: { score: 5, call: false } }],
    'xstate.done.actor.route': [{ output: { role: 'sales', manager: 'sales-manager' } }],
    engaged: [{ how: 'reply' }],
    touched: [{ source: 'api' }],
    'outreach.clicked': [{ instance: 'outreach-1', link: 'shop' }],
    disqualify: [{ reason: 'no-budget' }],
  },
  essence: ({ followUpsLeft, restsLeft, earlier, outcome }: LeadContext) => [
    ...[followUpsLeft, restsLeft, earlier, outcome],
  ],
};
