import type { Model } from '../rules/model.ts';

/** The decisions that come with Baton, by id: each is read when it is first asked for. */
export const bundledDecisions: Readonly<Record<string, () => Promise<Model>>> = {
  'campaign-eligibility': async () =>
    model(await import('./campaign-eligibility.json', { with: { type: 'json' } })),
  'case-triage': async () => model(await import('./case-triage.json', { with: { type: 'json' } })),
  'discount-approval': async () =>
    model(await import('./discount-approval.json', { with: { type: 'json' } })),
  'lead-routing': async () => model(await import('./lead-routing.json', { with: { type: 'json' } })),
  'lead-scoring': async () => model(await import('./lead-scoring.json', { with: { type: 'json' } })),
  'next-best-action': async () => model(await import('./next-best-action.json', { with: { type: 'json' } })),
  'order-verification': async () =>
    model(await import('./order-verification.json', { with: { type: 'json' } })),
  'refund-policy': async () => model(await import('./refund-policy.json', { with: { type: 'json' } })),
};

/** As the compiler reads it, a file of JSON holds any text where a model holds one of some words. */
function model(file: { readonly default: object }): Model {
  return file.default as Model;
}
