import type { Context } from '../../../machines/case/schemas.ts';
import type { Sample } from '../walk.ts';

const articles = [{ article: 'CHAIR', quantity: 1 }];
const money = { amountMinor: 60_000, currency: 'CNY' };

const left = { leftMs: 1000, warnMs: 200 };
const spent = { leftMs: 0, warnMs: 200 };
const little = { leftMs: 100, warnMs: 200 };
const triaged = { priority: 'normal', queue: 'service', calendar: 'china' };

/** What a walk through a case tries. */
export const sample: Sample = {
  inputs: [{ customer: 'c-1', channel: 'mail', topic: 'other' }],
  events: {
    'xstate.done.actor.triage': [
      { output: { ...triaged, clocks: { response: left, resolution: left } } },
      { output: { ...triaged, clocks: { response: little, resolution: spent } } },
    ],
    'xstate.done.actor.number': [{ output: 'CAS-1' }],
    'xstate.done.actor.return': [{ output: { outcome: 'accepted' } }],
    'xstate.done.actor.repair': [{ output: { outcome: 'repaired', amountMinor: 0, currency: '' } }],
    'xstate.done.actor.replacement': [{ output: { outcome: 'delivered', order: 'o-2' } }],
    'xstate.done.actor.refund': [{ output: { outcome: 'refunded', ...money } }],
    'xstate.snapshot.return': [{ snapshot: { context: { awaited: true } } }],
    'xstate.snapshot.repair': [{ snapshot: { context: { awaited: true } } }],
    transfer: [{ queue: 'others' }],
    resolve: [{ resolution: 'explained' }],
    survey: [{ rating: 5 }],
    startReturn: [{ articles }],
    startRepair: [{ articles }],
    startReplacement: [{ articles }],
    startRefund: [{ ...money, reason: 'late' }],
  },
  essence: ({ answered, awaited, notices }: Context) => [answered, awaited, notices.length],
  full: ({ notices }: Context) => notices.length > 1,
};
