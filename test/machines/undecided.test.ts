import { describe, expect, test } from 'vitest';
import { chinaOffice } from '../../calendar/samples/china.ts';
import { bundledDecisions } from '../../decisions/bundled.ts';
import type { Definition } from '../../engine/definition.ts';
import { isHeldOut } from '../../machines/campaign/hold-out.ts';
import { definition as supportCase } from '../../machines/case/v1.ts';
import { definition as customer } from '../../machines/customer.ts';
import { definition as lead } from '../../machines/lead/v1.ts';
import { definition as opportunity } from '../../machines/opportunity/v1.ts';
import { definition as order } from '../../machines/order/v1.ts';
import { definition as outreach } from '../../machines/outreach/v1.ts';
import { definition as refund } from '../../machines/refund.ts';
import type { Decider } from '../../rules/decider.ts';
import { ready } from '../../rules/ready.ts';
import { decisionTable } from '../kit/decision-table.ts';
import { type RehearsalOptions, rehearse } from '../kit/rehearse.ts';

type Rehearsal = ReturnType<typeof rehearse>;
type Step = (instance: Rehearsal) => void;

/** Nothing of it is published; it fails; it answers what no process can use. */
const broken: Readonly<Record<string, Decider | null>> = {
  'decision-missing': null,
  'decision-failed': await ready(
    decisionTable('broken', { inputs: [], outputs: ['what'], rules: [['1 + "1"']] }),
  ),
  'decision-unfit': await ready(decisionTable('unfit', { inputs: [], outputs: ['what'], rules: [['42']] })),
};

const lines = [{ sku: 'CHAIR', quantity: 2, unitPriceMinor: 10_000 }];
const heldOut = ['a', 'b', 'c', 'd', 'e'].find((one) => isHeldOut('c-1', one, 90));
const campaign = { campaign: 'c-1', until: '2026-02-01T09:00:00Z', holdOut: 90 };
const alone: Step = (instance) => instance.succeed('search', {});
const quoted: Step = (instance) => instance.send({ type: 'quote', currency: 'EUR', lines });
const atRisk: Step = (instance) => {
  instance.send({ type: 'order.placed', instance: 'o-1' });
  instance.pass({ days: 180 });
};

/** What becomes of an instance that asks a decision in vain: where it stands, and who is asked. */
const ways: readonly (readonly [
  string,
  string,
  Definition,
  Record<string, unknown>,
  readonly Step[],
  object,
])[] = [
  [
    'an order fails, and whoever placed it sees so',
    'order-verification',
    order,
    { currency: 'EUR', lines },
    [],
    {
      state: 'failed',
      output: { outcome: 'failed' },
    },
  ],
  [
    'a lead is nurtured',
    'lead-scoring',
    lead,
    { source: 'web-form' },
    [alone],
    {
      state: { open: 'nurturing' },
    },
  ],
  [
    'a lead that is worth it is called',
    'lead-routing',
    lead,
    { source: 'referral', budget: 'high' },
    [alone],
    {
      state: { open: { contacting: 'assigned' } },
      context: { role: 'sales', manager: 'sales-manager', score: 70 },
    },
  ],
  [
    'a case goes to whoever leads the team',
    'case-triage',
    supportCase,
    { channel: 'mail', topic: 'safety' },
    [],
    {
      state: { open: { work: { assigned: 'waiting' } } },
      context: { priority: 'normal', queue: 'service-lead', clocks: { response: { leftMs: 4 * 3_600_000 } } },
    },
  ],
  [
    'a discount is approved by a manager',
    'discount-approval',
    opportunity,
    {},
    [quoted],
    {
      state: { open: { offer: { approving: 'manager' } } },
      context: { manager: 'sales-manager', quote: { needsApproval: true } },
    },
  ],
  [
    'a refund is approved by a manager',
    'refund-policy',
    refund,
    {
      ...{ amountMinor: 1, currency: 'CNY', reason: 'late' },
    },
    [],
    { state: { approving: 'waiting' }, context: { approver: 'manager' } },
  ],
  [
    'nobody is written to',
    'campaign-eligibility',
    outreach,
    { sequence: 'welcome' },
    [],
    {
      state: 'over',
      output: { outcome: 'failed', sent: 0 },
    },
  ],
  [
    'who is held out stays so',
    'campaign-eligibility',
    outreach,
    {
      ...{ sequence: 'welcome', customer: heldOut },
      ...campaign,
    },
    [],
    { state: 'heldOut', context: { heldOut: true } },
  ],
  [
    'a customer at risk is a manager’s',
    'next-best-action',
    customer,
    {},
    [atRisk],
    {
      state: { living: { standing: { atRisk: 'calling' } } },
      context: { caller: 'sales-manager' },
    },
  ],
];

describe.each(ways)('%s where it is in vain to ask %s', (_, decision, definition, input, steps, expected) => {
  test.each(Object.entries(broken))('%s', (code, decider) => {
    const options: RehearsalOptions = {
      calendars: { china: chinaOffice },
      decisions: { [decision]: decider },
    };
    const instance = rehearse(definition, { customer: 'c-1', ...input }, options);
    for (const step of steps) step(instance);
    expect(instance.view).toMatchObject(expected);
    expect(instance.head.inline.map(({ error }) => error)).toContainEqual({ code });
  });
});

test('every decision that comes with Baton is asked in vain above', () => {
  expect(new Set(ways.map(([, decision]) => decision))).toEqual(new Set(Object.keys(bundledDecisions)));
});
