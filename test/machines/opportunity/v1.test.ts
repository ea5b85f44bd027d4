import { describe, expect, test } from 'vitest';
import { EventNotAccepted } from '../../../engine/errors.ts';
import { accept, because, chairs, open, quote } from './deals.ts';

type Deal = ReturnType<typeof open>;
type Step = (deal: Deal) => void;

const update = (fields: object) => ({ type: 'update', ...fields });
const advance = (stage: string) => ({ type: 'advance', stage });
const sends =
  (event: { type: string }): Step =>
  (deal) =>
    deal.send(event);
const passes =
  (duration: object): Step =>
  (deal) =>
    deal.pass(duration);
const mailed: Step = (deal) => deal.succeed('letter');
const quoted = [sends(quote()), mailed];
const asked = [sends(quote(2_000))];

function dealAfter(...steps: readonly Step[]): Deal {
  const deal = open();
  for (const step of steps) step(deal);
  return deal;
}

test('a deal begins in the first stage, and tells what each of the others asks for', () => {
  const deal = open({ lead: 'l-1', owner: 'ann', valueMinor: 10_000, currency: 'EUR' });
  expect(deal.head.revision).toBe(1);
  expect(deal.context()).toMatchObject({
    ...{ lead: 'l-1', owner: 'ann', stage: 'discovery', probability: 10, expectedMinor: 1_000 },
    missing: { discovery: [], proposal: ['contact', 'need', 'closeDate'] },
  });
});

test('it moves on when what its next stage asks for is known, and is worth more then', () => {
  const deal = open({ valueMinor: 10_000, currency: 'EUR' });
  const before = deal.head;
  expect(() => deal.send(advance('solution'))).toThrow(EventNotAccepted);
  expect(deal.head).toBe(before);
  deal.send(update({ facts: ['contact', 'need'] }));
  expect(deal.context().missing.solution).toEqual([]);
  deal.send(advance('solution'));
  expect(deal.context()).toMatchObject({ stage: 'solution', probability: 30, expectedMinor: 3_000 });
  expect(deal.head.emitted).toEqual([{ type: 'opportunity.advanced', stage: 'solution' }]);
  deal.send(update({ valueMinor: 20_000 }));
  expect(deal.context().expectedMinor).toBe(6_000);
  deal.send(advance('discovery'));
  expect(deal.context()).toMatchObject({ stage: 'discovery', expectedMinor: 2_000 });
});

test('quoted, mailed and accepted, it is won, and an order could begin', () => {
  const deal = dealAfter(sends(quote(1_000, { shippingMinor: 500 })));
  expect(deal.place('offer')).toBe('sending');
  expect(deal.head.effects).toMatchObject([
    { src: 'notify', input: { to: 'customer', about: 'quote', totalMinor: 18_500, quote: 1, validDays: 30 } },
  ]);
  mailed(deal);
  expect(deal.context()).toMatchObject({ valueMinor: 18_500, currency: 'EUR', expectedMinor: 1_850 });
  expect(deal.context().missing.negotiation).toEqual(['closeDate', 'decision-maker']);
  deal.send(accept());
  expect(deal.view.output).toEqual({
    ...{ outcome: 'won', stage: 'discovery', valueMinor: 18_500, currency: 'EUR' },
  });
  expect(deal.head.emitted).toEqual([
    {
      ...{ type: 'opportunity.won', valueMinor: 18_500, currency: 'EUR', shippingMinor: 500 },
      lines: [{ ...chairs, discountMinor: 2_000 }],
    },
  ]);
});

describe('a discount that is not free', () => {
  test('waits for a manager, then for the director', () => {
    const deal = dealAfter(...asked);
    expect([deal.place('offer'), deal.asked()]).toEqual(['approving.manager', ['sales-manager']]);
    expect(deal.head.tasks[0]?.dueAt).toBe(Date.UTC(2026, 2, 2, 10));
    deal.pass({ days: 1 });
    expect([deal.place('offer'), deal.asked()]).toEqual(['approving.director', ['sales-director']]);
    deal.send({ type: 'approveDiscount' });
    expect([deal.place('offer'), deal.context().quote?.approved]).toEqual(['sending', true]);
  });

  test.each<[string, Step[], string, string | undefined]>([
    ['that the manager grants', [sends({ type: 'approveDiscount' })], 'sending', undefined],
    ['that the manager declines', [sends(because('declineDiscount', 'too-much'))], 'none', 'too-much'],
    ['that nobody decides on', [passes({ days: 7 })], 'none', 'not-decided'],
    ['that is asked for anew, smaller', [sends(quote(500))], 'sending', undefined],
  ])('%s', (_, steps, place, reason) => {
    const deal = dealAfter(...asked, ...steps);
    expect(deal.place('offer')).toBe(place);
    expect(deal.context().quote?.reason).toBe(reason);
  });
});

describe('what may go wrong with a quote', () => {
  test.each<[string, Step[], string, string | undefined]>([
    ['it cannot be mailed', [sends(quote()), (d) => d.fail('letter', 'no-mail')], 'unsent', undefined],
    [
      'it is brought by hand then',
      [sends(quote()), (d) => d.fail('letter', 'no-mail'), sends({ type: 'quoteSent' })],
      'quoted',
      undefined,
    ],
    [
      'nobody brings it',
      [sends(quote()), (d) => d.fail('letter', 'no-mail'), passes({ days: 30 })],
      'none',
      'not-sent',
    ],
    [
      'the customer does not want it',
      [...quoted, sends({ ...because('declineQuote'), ...accept(), type: 'declineQuote' })],
      'none',
      'no-budget',
    ],
    ['the customer does not answer', [...quoted, passes({ days: 30 })], 'none', 'expired'],
    ['another takes its place', [...quoted, sends(quote(500))], 'sending', undefined],
  ])('%s', (_, steps, place, reason) => {
    const deal = dealAfter(...steps);
    expect(deal.place('offer')).toBe(place);
    expect(deal.context().quote?.reason).toBe(reason);
  });

  test.each<[string, Step[], object]>([
    ['accepted before there is one', [], accept()],
    ['accepted before it was sent', [sends(quote())], accept()],
    ['accepted before its discount was approved', asked, accept()],
    ['accepted when another has taken its place', [...quoted, ...quoted], accept(1)],
    ['accepted after it has expired', [...quoted, passes({ days: 30 })], accept()],
    ['accepted under the number of none', quoted, accept(2)],
    ['approved when nobody has to', quoted, { type: 'approveDiscount' }],
    ['sent to a stage that there is not', [], advance('won')],
    ['sent to a stage that every object has', [], advance('constructor')],
  ])('it is not %s', (_, steps, event) => {
    const deal = dealAfter(...steps);
    const before = deal.head;
    expect(() => deal.send(event as { type: string })).toThrow(EventNotAccepted);
    expect(deal.head).toBe(before);
  });

  test('what was accepted is what it is worth, whatever was said since', () => {
    const deal = dealAfter(...quoted, sends(update({ valueMinor: 1, currency: 'CNY' })), sends(accept()));
    expect(deal.view.output).toMatchObject({ outcome: 'won', valueMinor: 20_000, currency: 'EUR' });
  });

  test('the second one can be accepted', () => {
    const deal = dealAfter(...quoted, sends(quote(500)), mailed, sends(accept(2)));
    expect(deal.view.output).toMatchObject({ outcome: 'won', valueMinor: 19_000 });
  });
});

describe('a deal that nothing happens to', () => {
  test('is noticed after what its stage says, by its seller, then by a manager', () => {
    const deal = open();
    deal.pass({ days: 13.9 });
    expect(deal.place('activity')).toBe('lively');
    deal.pass({ days: 0.1 });
    expect([deal.place('activity'), deal.told(), deal.asked()]).toEqual([
      ...['stalled', ['opportunity.stalled'], ['sales']],
    ]);
    deal.pass({ days: 4 });
    expect([deal.place('activity'), deal.asked()]).toEqual(['neglected', ['sales-manager']]);
  });

  test.each([
    ['what becomes known', update({ facts: ['need'] })],
    ['a quote', quote()],
    ['another stage', advance('discovery')],
  ])('goes on with %s', (_, event) => {
    for (const days of [14, 20]) {
      const deal = open();
      deal.pass({ days });
      deal.send(event);
      expect([deal.place('activity'), deal.asked()]).toEqual(['lively', []]);
    }
  });

  test('counts from the last event on, whatever it was', () => {
    const deal = dealAfter(passes({ days: 10 }), ...quoted, passes({ days: 10 }));
    expect(deal.place('activity')).toBe('lively');
    deal.pass({ days: 4 });
    expect(deal.place('activity')).toBe('stalled');
  });

  test('is stalled earlier in a later stage', () => {
    const deal = open({ valueMinor: 1, closeDate: '2027-01-01', facts: ['decision-maker'] });
    deal.go(quote());
    mailed(deal);
    deal.go(advance('negotiation'));
    deal.pass({ days: 7 });
    expect(deal.place('activity')).toBe('stalled');
  });

  test('is lost as abandoned after two years', () => {
    const deal = dealAfter(passes({ days: 730 }));
    expect(deal.view.output).toMatchObject({ outcome: 'lost', reason: 'abandoned' });
  });
});

describe('the day on which it should be decided', () => {
  test('is missed when it is over, and a new one makes it good', () => {
    const deal = open({ closeDate: '2026-03-05' });
    deal.pass({ days: 3.9 });
    expect(deal.place('closing')).toBe('ahead');
    deal.pass({ days: 0.1 });
    expect([deal.place('closing'), deal.told(), deal.asked()]).toEqual([
      ...['passed', ['opportunity.overdue'], ['sales']],
    ]);
    deal.send(update({ facts: ['need'] }));
    expect(deal.place('closing')).toBe('passed');
    deal.send(update({ closeDate: '2026-03-07' }));
    expect([deal.place('closing'), deal.asked()]).toEqual(['ahead', []]);
  });

  test('may be set later, and moved ahead', () => {
    const deal = open();
    expect(deal.place('closing')).toBe('undated');
    deal.go(update({ closeDate: '2026-12-31' }), update({ closeDate: '2026-03-03' }));
    deal.pass({ days: 2 });
    expect(deal.place('closing')).toBe('passed');
  });
});

test.each([
  ['no-budget', true],
  ['not-a-fit', false],
])('a deal that is lost for %s asks for a later follow-up, or not', (reason, followUp) => {
  const deal = dealAfter(...quoted, sends(because('lose', reason)));
  expect(deal.view.output).toMatchObject({ outcome: 'lost', reason });
  expect(deal.head.emitted).toEqual([{ type: 'opportunity.lost', reason, followUp, followUpDays: 90 }]);
  expect(deal.head.timers).toEqual([]);
});
