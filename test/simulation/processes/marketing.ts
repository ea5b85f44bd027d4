import { noFigures } from '../../../machines/campaign/figures.ts';
import { definition as campaignDefinition } from '../../../machines/campaign/v1.ts';
import { definition as outreachDefinition } from '../../../machines/outreach/v1.ts';
import type { Random } from '../random.ts';
import { START } from '../start.ts';
import { anyCustomer } from './customers.ts';
import { hours, storied } from './storied.ts';

const bare = () => ({});
const DAY = 24 * 60 * 60_000;
const GOALS = ['order.placed', 'opportunity.won', 'lead.qualified', 'customer.won-back'] as const;

/** A moment within the time of a world. */
const moment = (random: Random, from: number, to: number) =>
  new Date(START + random.whole(from, to) * DAY).toISOString();
const SEQUENCES = ['welcome', 'long', 'gone'] as const;

/** A step after the other, mail, message or call, that a click cuts short or sends back. */
const step = (random: Random) => ({
  ...{ channel: random.pick(['mail', 'sms', 'call']), what: 'outreach-welcome' },
  ...(random.chance(0.3) ? { workingDays: random.whole(1, 3) } : { wait: hours(random, 1, 80) }),
  clicked: random.pick<unknown>(['wait', 'next', 'stop', { step: 0 }]),
});

/** Customers who are written to: refused, put off, answered, clicked, won by what other processes announce. */
export const outreach = storied({
  definition: outreachDefinition,
  input: (random, nonce) => ({
    ...{ customer: anyCustomer(random), sequence: random.pick(SEQUENCES) },
    ...{ campaign: `k-${nonce}`, until: moment(random, 2, 90), goal: random.pick(GOALS) },
    ...(random.chance(0.3) && { holdOut: 50 }),
  }),
  events: {
    ...{ reply: bare, bounced: bare, called: bare, notReached: bare, resume: bare, stop: bare },
    clicked: (random, nonce) => ({ step: random.whole(0, 2), link: `l-${nonce}` }),
    unsubscribed: () => ({ channel: 'email' }),
  },
  seldom: ['reply', 'bounced', 'stop', 'unsubscribed'],
  settings: (random) => ({
    sequences: {
      welcome: [step(random)],
      long: Array.from({ length: random.whole(2, 5) }, () => step(random)),
    },
    ...(random.chance(0.5) && { calendar: random.pick(['china', 'united-states', 'house']) }),
    ...(random.chance(0.5) && { callRole: random.pick(['sales', 'service']) }),
    ...(random.chance(0.5) && { patience: hours(random, 10, 300) }),
  }),
  roles: ['sales', 'service'],
  answers: {
    touch: (random) =>
      random.pick<object>([
        { sent: true },
        ...[{ sent: true }, { sent: true }, { sent: true }],
        { sent: false, why: 'quiet-hours', until: START + random.whole(1, 60) * DAY },
        { sent: false, why: random.pick(['cap', 'no-consent', 'suppressed', 'paused', 'campaign-over']) },
      ]),
  },
});

/** Campaigns: drafted, approved, enrolling round by round, paused, and measured when they are over. */
export const campaign = storied({
  definition: campaignDefinition,
  input: (random, nonce) => ({
    ...{ name: `sale-${nonce}`, segment: `s-${nonce}`, sequence: 'welcome', goal: random.pick(GOALS) },
    ...(random.chance(0.6) && { startsAt: moment(random, 1, 40) }),
    endsAt: moment(random, 41, 120),
    ...(random.chance(0.4) && { again: hours(random, 30, 200) }),
    ...(random.chance(0.5) && { holdOut: random.whole(0, 90) }),
  }),
  events: {
    ...{ submit: bare, drop: bare, approve: bare, pause: bare, resume: bare, finish: bare },
    decline: () => ({ reason: 'too-often' }),
  },
  seldom: ['drop', 'decline', 'pause', 'finish'],
  settings: (random) => ({
    holdOut: random.whole(0, 50),
    ...(random.chance(0.5) && { approvalWithin: hours(random, 20, 90) }),
    ...(random.chance(0.5) && { settling: hours(random, 1, 10) }),
    ...(random.chance(0.3) && { approverRole: 'manager' }),
  }),
  roles: ['marketer', 'marketing-manager', 'manager'],
  answers: {
    enrol: (random) => ({ job: `job-${random.whole(1, 999)}` }),
    lookAtJob: (random) =>
      random.pick<object>([{ over: false }, { over: true }, { over: true }, { over: true, code: 'gone' }]),
    resumeMembers: () => ({}),
    countMembers: (random) => ({ figures: noFigures, ...(random.chance(0.3) && { cursor: 'next' }) }),
  },
});
