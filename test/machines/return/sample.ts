import type { Sample } from '../walk.ts';

/** What a walk through a return tries. */
export const sample: Sample = {
  inputs: [{ customer: 'c-1', articles: [{ article: 'CHAIR', quantity: 1 }] }],
  events: { 'xstate.done.actor.preparation': [{ output: { number: 'RET-1', role: 'returns' } }] },
  essence: ({ outcome }: { outcome: string }) => outcome,
};
