import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventNotAccepted } from '../../../engine/errors.ts';
import type { Sent } from '../../../engine/incoming.ts';
import { opportunitySettings } from '../../../machines/opportunity/settings.ts';
import { surveyOf } from '../../../machines/opportunity/stages.ts';
import { seed } from '../../engine/seed.ts';
import { accept, because, open, quote } from './deals.ts';

type Deal = ReturnType<typeof open>;

const set = opportunitySettings.at({ find: () => ({}) });
const stages = set.stages.map(({ id }) => id);
const needs = [...new Set(set.stages.flatMap((stage) => stage.needs))];

interface Step {
  readonly pick: number;
  readonly size: number;
  readonly days: number;
}

const walks = fc.array(
  fc.record({ pick: fc.nat(999), size: fc.nat(99), days: fc.integer({ min: 1, max: 12 }) }),
  { minLength: 5, maxLength: 40, size: 'max' },
);

function eventsOf(deal: Deal, { size }: Step): Record<string, Sent> {
  const number = deal.context().quotes - (size % 5 === 0 ? 1 : 0);
  const closeDate = new Date(deal.head.at + size * 86_400_000).toISOString().slice(0, 10);
  const updates = [
    { facts: needs.slice(0, size % (needs.length + 1)) },
    { valueMinor: size * 101, currency: 'EUR' },
    { closeDate },
    { facts: needs },
  ];
  return {
    update: { type: 'update', ...updates[size % updates.length] },
    advance: { type: 'advance', stage: stages[size % stages.length] ?? '' },
    quote: quote(size % 3 === 0 ? size * 20 : 0),
    acceptQuote: accept(Math.max(1, number)),
    declineQuote: { ...accept(Math.max(1, number)), ...because('declineQuote') },
  };
}

/** What would end most walks at once. */
const ending = new Set(['lose', 'customer.removed']);
const bare = new Set(['approveDiscount', 'quoteSent']);

/** Time passes, the letter is sent or not, or one of the events that are taken here comes. True where it was taken. */
function take(deal: Deal, step: Step): boolean {
  const { pick, size, days } = step;
  const accepts = deal.view.accepts.filter((type) => !ending.has(type) || (type === 'lose' && size === 0));
  const type = accepts[pick % (accepts.length + 2)];
  if (type === undefined) {
    if (pick % 2 === 0 || !deal.awaits.includes('notify')) deal.pass({ days });
    else if (size % 4 === 0) deal.fail('letter', 'no-mail');
    else deal.succeed('letter');
    return true;
  }
  try {
    deal.send(eventsOf(deal, step)[type] ?? (bare.has(type) ? { type } : because(type)));
    return true;
  } catch (error) {
    if (!(error instanceof EventNotAccepted)) throw error;
    return false;
  }
}

/** What a deal lacked for its stage when it entered it, seen from what is known. */
const knownOf = ({ facts, valueMinor, closeDate, quote }: ReturnType<Deal['context']>) => [
  ...facts,
  ...(valueMinor === undefined ? [] : ['value']),
  ...(closeDate === undefined ? [] : ['closeDate']),
  ...(quote?.standing === 'sent' ? ['quote'] : []),
];

describe(`whatever happens to a deal (seed ${seed})`, () => {
  test('its stage was open to it, what is expected fits, and it is won by an accepted quote alone', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(walks, (steps) => {
        const deal = open();
        let stage = deal.context().stage;
        for (const step of steps) {
          if (deal.head.status !== 'active') break;
          const before = deal.context();
          const asked = before.quote?.needsApproval === true && !before.quote.approved;
          take(deal, step);
          const after = deal.context();
          seen
            .add(`${deal.place('offer')}`)
            .add(`${deal.place('activity')}`)
            .add(after.stage);
          if (after.outcome === 'won') {
            expect(before.quote?.standing).toBe('sent');
            expect(asked).toBe(false);
            expect(after.quote).toMatchObject({ standing: 'accepted', totalMinor: after.valueMinor });
            expect(deal.head.event).toMatchObject({ type: 'acceptQuote' });
            break;
          }
          if (deal.head.status !== 'active') break;
          const { probability, expectedMinor, valueMinor, missing } = after;
          const survey = surveyOf({ stage: after.stage, valueMinor, known: knownOf(after) }, set);
          expect({ probability, expectedMinor, missing }).toEqual({
            expectedMinor: undefined,
            ...survey,
            stage: undefined,
          });
          if (after.stage !== stage) expect(before.missing[after.stage]).toEqual([]);
          stage = after.stage;
          expect(after.quote?.standing === 'sent').toBe(deal.place('offer') === 'quoted');
        }
        for (let years = 0; deal.head.status === 'active' && years < 3; years++) deal.pass({ days: 366 });
        expect(deal.head.status).toBe('done');
        expect(deal.head.timers).toEqual([]);
        seen.add(String(deal.context().outcome));
      }),
      { seed, numRuns: 150 },
    );
    // Not what is tested, but that the walks go somewhere.
    for (const one of ['won', 'lost', 'quoted', 'approving.director', 'unsent', 'stalled', ...stages])
      expect(seen).toContain(one);
  });
});
