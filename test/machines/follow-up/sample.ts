import type { Sample } from '../walk.ts';

interface FollowUpContext {
  readonly left: number;
  readonly outcome?: string;
  readonly asked?: string;
  readonly at?: string;
  readonly in?: number;
}

const at = '2026-02-01T09:00:00Z';

/** What a walk through a follow-up tries. */
export const sample: Sample = {
  inputs: [
    { customer: 'c-1', topic: 'satisfaction', in: { days: 7 }, repeat: { every: { days: 30 }, times: 2 } },
    { customer: 'c-1', topic: 'satisfaction', at },
    { customer: 'c-1', topic: 'silence', silence: { days: 90 } },
  ],
  events: { postpone: [{ at }] },
  essence: ({ left, outcome, asked, at, in: after }: FollowUpContext) => [left, outcome, asked, at, after],
};
