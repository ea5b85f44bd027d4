import { noFigures } from '../../../machines/campaign/figures.ts';
import type { Sample } from '../walk.ts';

interface CampaignContext {
  readonly round: number;
  readonly enrolling?: boolean;
  readonly job?: string;
  readonly cursor?: string;
  readonly outcome?: string;
  readonly holdOut: number;
}

const plan = {
  ...{ name: 'spring-sale', segment: 's-1', sequence: 'welcome' },
  ...{ startsAt: '2026-02-01T09:00:00Z', endsAt: '2026-03-01T09:00:00Z' },
};

/** What a walk through a campaign tries. */
export const sample: Sample = {
  inputs: [plan, { ...plan, holdOut: 20, again: { days: 1 }, goal: 'order.placed' }],
  events: {
    'xstate.done.actor.share': [{ output: 10 }],
    'xstate.done.actor.enrolment': [{ output: { job: 'j-1' } }],
    'xstate.done.actor.look': [
      { output: { over: false } },
      { output: { over: true } },
      { output: { over: true, code: 'segment-gone' } },
    ],
    'xstate.done.actor.count': [
      { output: { figures: noFigures, cursor: 'next' } },
      { output: { figures: noFigures } },
    ],
    decline: [{ reason: 'too-often' }],
  },
  essence: ({ round, enrolling, job, cursor, outcome, holdOut }: CampaignContext) => [
    ...[Math.min(round, 2), enrolling, job, cursor, outcome, holdOut],
  ],
};
