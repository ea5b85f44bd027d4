import { describe, expect, test } from 'vitest';
import { EventNotAccepted } from '../../../engine/errors.ts';
import { capture, captureAlone, cold, warm } from './leads.ts';

type Step = (lead: ReturnType<typeof capture>) => void;

const later = { type: 'later' };
const nobody: Step = (lead) => lead.succeed('search', {});
const known: Step = (lead) => lead.succeed('search', { earlier: 'l-0' });
const engaged = (how: string) => ({ type: 'engaged', how });

test('a lead that is worth it is scored, routed and given to sales within one transition', () => {
  const lead = captureAlone(warm);
  expect(lead.head.revision).toBe(2);
  expect(lead.place()).toBe('open.contacting.assigned');
  expect(lead.head.inline.map(({ src }) => src)).toEqual(['scoreLead', 'routeLead']);
  expect(lead.view.context).toMatchObject({ score: 70, role: 'sales', manager: 'sales-manager' });
  expect(lead.head.tasks).toMatchObject([{ dueAt: Date.UTC(2026, 2, 2, 6) }]);
});

test('it becomes an opportunity, whose value and owner are told', () => {
  const lead = captureAlone({ ...warm, interest: 'demo' });
  lead.send({ type: 'qualify', valueMinor: 500_000, currency: 'EUR', owner: 'ann' });
  expect(lead.view.output).toEqual({ outcome: 'qualified', score: 95 });
  expect(lead.head.emitted).toEqual([
    {
      ...{ type: 'lead.qualified', opportunityValueMinor: 500_000, currency: 'EUR' },
      ...{ owner: 'ann', interest: 'demo' },
    },
  ]);
});

test('it does not, for a reason', () => {
  const lead = captureAlone(warm);
  lead.send({ type: 'disqualify', reason: 'no-budget' });
  expect(lead.view.output).toMatchObject({ outcome: 'disqualified', reason: 'no-budget' });
  expect(lead.head.emitted).toEqual([{ type: 'lead.disqualified', reason: 'no-budget' }]);
});

describe('what may go wrong', () => {
  test.each<[string, Record<string, string>, Step[], string]>([
    ['who it is cannot be searched for', warm, [(l) => l.fail('search', 'down')], 'open.contacting.assigned'],
    ['it was here before', warm, [known], 'open.joining'],
    [
      'the earlier lead has ended meanwhile: this one goes on',
      warm,
      [known, (l) => l.succeed('joining', { taken: false })],
      'open.contacting.assigned',
    ],
    [
      'the earlier lead cannot be told: this one goes on',
      warm,
      [known, (l) => l.fail('joining', 'down')],
      'open.contacting.assigned',
    ],
    ['it is not worth a call', cold, [nobody], 'open.nurturing'],
    [
      'nobody calls within four hours',
      warm,
      [nobody, (l) => l.pass({ hours: 5 })],
      'open.contacting.escalated',
    ],
    ['the manager does not see to it', warm, [nobody, (l) => l.pass({ days: 4 })], 'open.nurturing'],
    ['nobody is reached', warm, [nobody, (l) => l.send({ type: 'unreached' })], 'open.nurturing'],
    ['it is not ready now', warm, [nobody, (l) => l.send(later)], 'open.resting'],
    ['it is not ready, also while it is nurtured', cold, [nobody, (l) => l.send(later)], 'open.resting'],
    ['it shows some interest, not enough', cold, [nobody, (l) => l.send(engaged('click'))], 'open.nurturing'],
    [
      'it comes in again while it rests',
      cold,
      [nobody, (l) => l.send(later), (l) => l.send({ type: 'touched', source: 'api' })],
      'open.nurturing',
    ],
    ['it never answers', cold, [nobody, (l) => l.pass({ days: 60 })], 'disqualified'],
  ])('%s', (_, facts, steps, place) => {
    const lead = capture(facts);
    for (const step of steps) step(lead);
    expect(lead.place()).toBe(place);
  });
});

test('an earlier lead goes on in place of this one, which ends as its duplicate', () => {
  const lead = capture({ ...warm, interest: 'demo' });
  lead.succeed('search', { earlier: 'l-0' });
  expect(lead.head.effects).toMatchObject([
    { src: 'touchLead', input: { lead: 'l-0', source: 'referral', interest: 'demo' } },
  ]);
  lead.succeed('joining', { taken: true });
  expect(lead.view.output).toMatchObject({ outcome: 'duplicate', earlier: 'l-0' });
  expect(lead.head.emitted).toEqual([{ type: 'lead.duplicate', earlier: 'l-0' }]);
});

test('follow-ups come after 3, 7 and 14 days of silence, and after 14 more it is given up', () => {
  const lead = captureAlone(cold);
  const told: [day: number, type: string][] = [];
  for (let day = 1; lead.head.status === 'active' && day < 60; day++) {
    const { revision } = lead.head;
    lead.pass({ days: 1 });
    if (lead.head.revision > revision) told.push([day, ...lead.told()] as never);
  }
  expect(told).toEqual([
    [3, 'lead.nurturing'],
    [10, 'lead.nurturing'],
    [24, 'lead.nurturing'],
    [38, 'lead.disqualified'],
  ]);
  expect(lead.view.output).toMatchObject({ outcome: 'disqualified', reason: 'no-response' });
});

test('whatever it does by itself breaks the silence and counts, until it is worth a call', () => {
  const lead = captureAlone({ source: 'web-form' });
  lead.pass({ days: 11 });
  expect(lead.view.context).toMatchObject({ followUps: 2, followUpsLeft: 1, score: 15 });
  lead.send({ type: 'outreach.clicked', instance: 'o-1', link: 'prices' });
  expect(lead.view.context).toMatchObject({ followUps: 0, followUpsLeft: 3, score: 25 });
  expect(lead.place()).toBe('open.nurturing');
  lead.send({ type: 'outreach.replied', instance: 'o-1' });
  expect(lead.view.context).toMatchObject({ score: 55, engagement: { click: 1, reply: 1 } });
  expect(lead.place()).toBe('open.contacting.assigned');
  lead.send(engaged('visit'));
  expect(lead.place()).toBe('open.contacting.assigned');
});

test.each(['_sale', '-sale', '0', 'a'.repeat(40)])(
  'a click counts, whatever its link is named: %s',
  (link) => {
    const lead = captureAlone({ source: 'web-form' });
    lead.send({ type: 'outreach.clicked', instance: 'o-1', link });
    expect(lead.view.context).toMatchObject({ engagement: { click: 1 } });
  },
);

test('what it is interested in now counts when it comes in again', () => {
  const lead = captureAlone(cold);
  lead.send({ type: 'touched', source: 'web-form', interest: 'demo' });
  expect(lead.view.context).toMatchObject({ interest: 'demo', score: 40 });
  expect(lead.place()).toBe('open.contacting.assigned');
});

test('not now: it rests for 90 days and comes again, twice; the third time is the last', () => {
  const lead = captureAlone(warm);
  for (const rests of [1, 2]) {
    lead.send(later);
    expect([lead.place(), lead.view.context]).toMatchObject([
      'open.resting',
      { rests, restsLeft: 2 - rests },
    ]);
    lead.pass({ days: 89.9 });
    expect(lead.place()).toBe('open.resting');
    lead.pass({ hours: 3 });
    expect([lead.place(), lead.told()]).toEqual(['open.contacting.assigned', ['lead.recycled']]);
  }
  lead.send(later);
  expect(lead.view.output).toMatchObject({ outcome: 'disqualified', reason: 'not-now' });
});

test('what it did before it rested no longer counts', () => {
  const lead = captureAlone({ source: 'web-form' });
  lead.send(engaged('reply'));
  lead.send(later);
  lead.pass({ days: 90 });
  expect([lead.place(), lead.view.context]).toMatchObject(['open.nurturing', { score: 15, engagement: {} }]);
});

test.each([
  ['given up on while it rests, by a call that never was', { type: 'unreached' }],
  ['put to rest twice', later],
])('a lead that rests is not %s', (_, event) => {
  const lead = captureAlone(warm);
  lead.send(later);
  const before = lead.head;
  expect(() => lead.send(event)).toThrow(EventNotAccepted);
  expect(lead.head).toBe(before);
});
