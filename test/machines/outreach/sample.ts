import { isHeldOut } from '../../../machines/campaign/hold-out.ts';
import type { Sample } from '../walk.ts';

interface OutreachContext {
  readonly step: number;
  readonly sent: number;
  readonly clicks: number;
  readonly heldOut: boolean;
  readonly converted: boolean;
  readonly outcome?: string;
  readonly channel?: string;
  readonly clicked?: string | number;
}

const step = { over: false, channel: 'mail', what: 'outreach-welcome', wait: 1000, clicked: 'wait' };
const campaign = { campaign: 'c-1', until: '2026-02-01T09:00:00Z', goal: 'order.placed' };
const placed = { instance: 'o-1', totalMinor: 100, currency: 'EUR' };

/** One whom the campaign leaves alone. */
const heldOut = ['a', 'b', 'c', 'd', 'e'].find((one) => isHeldOut('c-1', one, 90));

/** What a walk through an outreach tries. */
export const sample: Sample = {
  inputs: [
    { customer: 'c-1', sequence: 'welcome' },
    { customer: 'c-1', sequence: 'welcome', ...campaign },
    { customer: heldOut, sequence: 'welcome', ...campaign, holdOut: 90 },
  ],
  events: {
    'xstate.done.actor.eligibility': [{ output: 'touch' }, { output: 'hold-out' }, { output: 'skip' }],
    'xstate.done.actor.step': [
      ...[{ output: step }, { output: { over: true } }],
      { output: { ...step, channel: 'call', role: 'sales', clicked: 'next' } },
      { output: { ...step, clicked: 0 } },
      { output: { ...step, clicked: 'stop' } },
    ],
    'xstate.done.actor.touch': [
      ...[{ output: { sent: true } }, { output: { sent: false, why: 'quiet-hours', until: 5 } }],
      ...[{ output: { sent: false, why: 'cap' } }, { output: { sent: false, why: 'no-consent' } }],
      { output: { sent: false, why: 'suppressed' } },
    ],
    clicked: [{ step: 0, link: 'offer' }],
    unsubscribed: [{ channel: 'email' }],
    'order.placed': [placed],
  },
  essence: ({ step, sent, clicks, heldOut, converted, outcome, channel, clicked }: OutreachContext) => [
    ...[Math.min(step, 2), Math.min(sent, 2), Math.min(clicks, 1), heldOut, converted],
    ...[outcome, channel, clicked],
  ],
};
