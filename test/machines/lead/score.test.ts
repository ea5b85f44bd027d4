import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LeadFacts, routeOf, scoreOf } from '../../../machines/lead/score.ts';
import { ENGAGEMENTS, type LeadSettings, leadSettings } from '../../../machines/lead/settings.ts';

const set = (values: object = {}): LeadSettings => leadSettings.at({ find: () => values });
const facts = (some: Partial<LeadFacts>): LeadFacts => ({ source: 'import', engagement: {}, ...some });

describe('a score is the sum of the points that the company gives', () => {
  test.each<[string, Partial<LeadFacts>, object, number]>([
    ['nothing known', {}, {}, 0],
    ['where it comes from', { source: 'referral' }, {}, 30],
    ['what has no points counts nothing', { source: 'billboard', interest: 'art', budget: 'unclear' }, {}, 0],
    ['what it is interested in, and its budget', { interest: 'demo', budget: 'low' }, {}, 30],
    ['what it did by itself, each time', { engagement: { click: 2, visit: 1 } }, {}, 25],
    ['what it did counts only so much', { engagement: { click: 50 } }, {}, 50],
    [
      'the most is a hundred',
      { source: 'referral', budget: 'high', interest: 'demo', engagement: { reply: 9 } },
      {},
      100,
    ],
    ['the least is nothing', { source: 'list' }, { sourcePoints: { list: -30 } }, 0],
    ['points of the company’s own', { source: 'fair' }, { sourcePoints: { fair: 35 } }, 35],
    ['which take the place of those that came', { source: 'referral' }, { sourcePoints: { fair: 35 } }, 0],
    ['a code that every object has', { source: 'constructor' }, {}, 0],
  ])('%s', (_, some, values, score) => {
    expect(scoreOf(facts(some), set(values))).toBe(score);
  });

  test('and never leaves 0 to 100; to do more by oneself never takes away', () => {
    const code = fc.constantFrom('referral', 'demo', 'high', 'other');
    const counts = fc.record(Object.fromEntries(ENGAGEMENTS.map((how) => [how, fc.nat(99)])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(
        code,
        code,
        code,
        counts,
        fc.constantFrom(...ENGAGEMENTS),
        (source, interest, budget, engagement, how) => {
          const score = scoreOf({ source, interest, budget, engagement }, set());
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          const more = { ...engagement, [how]: (engagement[how] ?? 0) + 1 };
          expect(scoreOf({ source, interest, budget, engagement: more }, set())).toBeGreaterThanOrEqual(
            score,
          );
        },
      ),
    );
  });
});

describe('the first route that fits says who calls', () => {
  const routes = [
    { interest: 'demo', region: 'DE', role: 'sales-de' },
    { region: 'DE', from: 80, role: 'key-accounts' },
    { interest: 'support', role: 'service' },
  ];
  test.each<[string, Partial<LeadFacts>, number, string]>([
    ['all of it fits', { interest: 'demo', region: 'DE' }, 10, 'sales-de'],
    ['only a part fits', { interest: 'demo' }, 10, 'sales'],
    ['the score is enough', { region: 'DE' }, 80, 'key-accounts'],
    ['the score is not', { region: 'DE' }, 79, 'sales'],
    ['the interest alone', { interest: 'support', region: 'AT' }, 0, 'service'],
    ['none fits', {}, 100, 'sales'],
  ])('%s', (_, some, score, role) => {
    expect(routeOf({ ...facts(some), score }, set({ routes }))).toBe(role);
  });

  test('or the role of the settings', () => {
    expect(routeOf({ ...facts({}), score: 0 }, set({ role: 'callers' }))).toBe('callers');
  });
});
