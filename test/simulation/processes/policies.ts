import type { Deciding } from '../../../engine/deciding.ts';
import { decidedBy } from '../../../functions/decisions/decided.ts';
import type { Model } from '../../../rules/model.ts';
import { ready } from '../../../rules/ready.ts';

/** A yes above a threshold, as the two decisions are that people change here. */
function policy(id: string, input: string, threshold: number, others: readonly string[]): Model {
  return {
    id,
    inputs: [{ name: input, type: 'number' }, ...others.map((name) => ({ name }))],
    decisions: [
      {
        name: 'Approval',
        requires: [input],
        logic: {
          kind: 'table',
          hitPolicy: 'U',
          inputs: [{ expression: input, type: 'number' }],
          outputs: [{ name: 'approval', type: 'boolean' }],
          rules: [
            { id: `to-${threshold}`, when: [`<= ${threshold}`], then: ['false'] },
            { id: `above-${threshold}`, when: [`> ${threshold}`], then: ['true'] },
          ],
        },
      },
    ],
    answer: 'Approval',
  };
}

const refund = (threshold: number) =>
  policy('refund-policy', 'amountMinor', threshold, ['currency', 'reason']);
const discount = (threshold: number) =>
  policy('discount-approval', 'discountBasisPoints', threshold, ['totalMinor', 'currency']);

/** What people publish in place of what comes with Baton. */
export const policies = [
  ...([refund(0), refund(20_000), refund(90_000)] as const),
  ...([discount(0), discount(500), discount(4000)] as const),
] as const;

/** Made ready beforehand: a run waits for nothing. */
const deciding = new Map<string, Deciding['decide']>();
for (const model of policies) deciding.set(JSON.stringify(model), decidedBy(await ready(model)));

/** How one of these decides. */
export function decideBy(model: Model): Deciding['decide'] | undefined {
  return deciding.get(JSON.stringify(model));
}
