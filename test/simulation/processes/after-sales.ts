import { definition as caseDefinition } from '../../../machines/case/v1.ts';
import { definition as refundDefinition } from '../../../machines/refund.ts';
import { definition as repairDefinition } from '../../../machines/repair.ts';
import { definition as replacementDefinition } from '../../../machines/replacement.ts';
import { definition as returnDefinition } from '../../../machines/return.ts';
import type { Random } from '../random.ts';
import { anyCustomer } from './customers.ts';
import type { Script } from './script.ts';
import { hours, storied } from './storied.ts';

const bare = () => ({});
const reason = () => ({ reason: 'changed-mind' });
const articles = [{ article: 'CHAIR', quantity: 1 }];
const money = (random: Random) => ({ amountMinor: random.whole(1, 90_000), currency: 'CNY' });
const about = (random: Random, nonce: number) => ({
  customer: anyCustomer(random),
  order: `o-${nonce}`,
  articles,
});
const sentBack = (_: Random, nonce: number) => ({ carrier: 'DHL', tracking: `t-${nonce}` });
const sending = (random: Random) => ({
  ...(random.chance(0.7) && { sendReminder: hours(random, 20, 200) }),
  ...(random.chance(0.7) && { sendDeadline: hours(random, 20, 400) }),
});

export const returning = storied({
  definition: returnDefinition,
  input: about,
  events: { received: bare, accept: bare, refuse: reason, sentBack, cancel: reason },
  seldom: ['cancel'],
  settings: (random) => ({ ...sending(random), checkReminder: hours(random, 20, 200) }),
  roles: ['returns'],
});

export const repair = storied({
  definition: repairDefinition,
  input: about,
  events: {
    ...{ received: bare, takeOn: bare, quote: money, unrepairable: reason, agree: bare, decline: reason },
    ...{ repaired: bare, sentBack, cancel: reason },
  },
  seldom: ['cancel', 'unrepairable', 'decline'],
  settings: (random) => ({ ...sending(random), workReminder: hours(random, 20, 200) }),
  roles: ['workshop'],
});

export const replacement = storied({
  definition: replacementDefinition,
  input: about,
  events: {
    ordered: (_, nonce) => ({ order: `o-${nonce}` }),
    ...{ unavailable: reason, delivered: bare, cancel: reason },
  },
  seldom: ['cancel', 'unavailable'],
  settings: (random) => ({ orderReminder: hours(random, 20, 200), deliveryDeadline: hours(random, 50, 500) }),
  roles: ['warehouse'],
});

export const refund = storied({
  definition: refundDefinition,
  input: (random, nonce) => ({
    ...{ customer: anyCustomer(random), order: `o-${nonce}` },
    ...{ ...money(random), reason: 'late' },
  }),
  events: {
    ...{ approve: bare, decline: reason, payFailed: reason, cancel: reason },
    paid: (_, nonce) => ({ reference: `r-${nonce}` }),
  },
  seldom: ['cancel', 'decline', 'payFailed'],
  settings: (random) => ({
    ...(random.chance(0.5) && { approvalReminder: hours(random, 20, 200) }),
    ...(random.chance(0.5) && { approver: random.pick(['manager', 'finance']) }),
  }),
  roles: ['manager', 'finance'],
});

/** What leads of a team do about the remedies of a case, whichever those are. */
const remedied: Script['toChild'] = (random, nonce) =>
  random.pick([
    { type: 'received' },
    { type: 'accept' },
    { type: 'takeOn' },
    { type: 'repaired' },
    { type: 'sentBack', ...sentBack(random, nonce) },
    { type: 'ordered', order: `o-${nonce}` },
    { type: 'delivered' },
    { type: 'approve' },
    { type: 'paid', reference: `r-${nonce}` },
  ]);

/** Cases, in business time that stands still while the customer is awaited, with remedies as processes of their own. */
export const cases = storied({
  definition: caseDefinition,
  children: [returnDefinition, repairDefinition, replacementDefinition, refundDefinition],
  input: (random, nonce) => ({
    ...about(random, nonce),
    channel: random.pick(['mail', 'phone', 'web']),
    topic: random.pick(['other', 'complaint', 'return']),
    ...(random.chance(0.5) && { severity: random.pick(['low', 'high', 'critical']) }),
  }),
  events: {
    ...{ answer: bare, ask: bare, unreached: bare, reply: bare, escalate: reason, takeOver: bare },
    transfer: (random) => ({ queue: random.pick(['service', 'returns', 'finance']) }),
    resolve: () => ({ resolution: 'explained' }),
    ...{ reopen: reason, cancel: reason },
    survey: (random) => ({ rating: random.whole(1, 5) }),
    startReturn: () => ({ articles }),
    startRepair: () => ({ articles }),
    startReplacement: () => ({ articles }),
    startRefund: (random) => ({ ...money(random), reason: 'late' }),
  },
  seldom: ['cancel', 'survey', 'reopen', 'transfer'],
  toChild: remedied,
  settings: (random) => ({
    ...(random.chance(0.7) && { calendar: random.pick(['china', 'united-states', 'house']) }),
    escalationDeadline: hours(random, 30, 90),
    ...(random.chance(0.5) && { idleReminder: hours(random, 20, 200) }),
    ...(random.chance(0.5) && { autoClose: hours(random, 5, 300) }),
    ...(random.chance(0.5) && { surveyDelay: hours(random, 1, 60) }),
    ...(random.chance(0.5) && { reopenWindow: hours(random, 5, 300) }),
    ...(random.chance(0.5) && { reopenedClock: random.pick(['rest', 'fresh']) }),
    ...(random.chance(0.3) && { lead: 'manager' }),
  }),
  roles: ['service', 'service-lead', 'returns', 'workshop', 'finance', 'manager'],
});
