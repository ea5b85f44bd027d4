import type { Sample } from '../walk.ts';

/** What a walk through a replacement tries. */
export const sample: Sample = {
  inputs: [{ customer: 'c-1', articles: [{ article: 'CHAIR', quantity: 1 }] }],
  events: {
    'xstate.done.actor.preparation': [{ output: { number: 'RPL-1', role: 'warehouse' } }],
    ordered: [{ order: 'o-2' }],
    'order.delivered': [{ instance: 'o-2' }, { instance: 'o-3' }],
  },
  essence: ({ outcome }: { outcome: string }) => outcome,
};
