import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inForce } from '../../../functions/decisions/in-force.ts';
import {
  type Act,
  type DecisionSchedule,
  periodAt,
  withAct,
} from '../../../records/kinds/decision-schedule.ts';
import { seed } from '../../engine/seed.ts';

const saying = (version: number) => () => ({ output: version, rules: [] });

describe('what is in force', () => {
  const periods = [
    { from: 100, version: 1 },
    { from: 200, version: 2 },
    { from: 300, version: 1 },
  ];

  test.each([
    [99, undefined],
    [100, 1],
    [199, 1],
    [200, 2],
    [299, 2],
    [300, 1],
    [1e15, 1],
  ])('at %i is version %s', (moment, version) => {
    expect(inForce('lead-desk', periods, saying).at(moment, 'i-1')?.version).toBe(version);
  });

  test('before the first period is what comes with Baton', () => {
    const before = inForce('lead-desk', periods, saying, 0).at(99, 'i-1');
    expect([before?.version, before?.decide({}).output]).toEqual([0, 0]);
  });

  test('is shadowed by a version that decides too', () => {
    const shadowed = inForce('lead-desk', [{ from: 1, version: 1, shadow: 2 }], saying).at(5, 'i-1');
    expect([shadowed?.version, shadowed?.decide({}).output]).toEqual([1, 1]);
    expect([shadowed?.shadow?.version, shadowed?.shadow?.decide({}).output]).toEqual([2, 2]);
  });

  test('answers nothing, and says why, where a version is not there', () => {
    const decided = inForce('lead-desk', periods, () => undefined)
      .at(150, 'i-1')
      ?.decide({});
    expect(decided).toEqual({ output: null, rules: [], fault: { code: 'not-ready', place: '' } });
  });
});

describe(`a challenger (BATON_SEED=${seed})`, () => {
  const ids = Array.from({ length: 10_000 }, (_, place) => `instance-${place}`);
  const challenged = (decision: string, share: number) => {
    const periods = [{ from: 0, version: 1, challenger: { version: 2, share } }];
    const { at } = inForce(decision, periods, saying);
    return ids.filter((instance) => at(1, instance)?.challenger === true);
  };

  test('decides for its share of the instances, always the same ones, and for no others', () => {
    const words = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 9999 }), (decision, share) => {
        const once = challenged(decision, share);
        // Six standard deviations: one in half a thousand million goes beyond.
        const spread = 6 * Math.sqrt((share * (10_000 - share)) / 10_000);
        expect(Math.abs(once.length - share)).toBeLessThanOrEqual(Math.max(spread, 12));
        expect(challenged(decision, share)).toEqual(once);
      }),
      { seed, numRuns: 10 },
    );
  });

  test('keeps those whom it decided for when its share grows', () => {
    const few = challenged('lead-desk', 500);
    expect(challenged('lead-desk', 2500)).toEqual(expect.arrayContaining(few));
  });

  test('decides for other instances where it is another decision', () => {
    expect(challenged('lead-lane', 5000)).not.toEqual(challenged('lead-desk', 5000));
  });

  test('says that it is one', () => {
    const { at } = inForce(
      'lead-desk',
      [{ from: 0, version: 1, challenger: { version: 2, share: 10_000 } }],
      saying,
    );
    expect(at(1, 'i-1')).toMatchObject({ version: 2, challenger: true });
  });
});

describe('an act', () => {
  const act = (kind: Act['kind'], period: Act['period']): Act => ({ kind, period, why: 'so', request: 'r' });
  const planned: DecisionSchedule = [
    act('published', { from: 100, version: 1 }),
    act('published', { from: 500, version: 2 }),
  ].reduce<DecisionSchedule | undefined>(
    (before, one) => withAct(before, one),
    undefined,
  ) as DecisionSchedule;

  test.each<[string, Act, readonly number[], readonly number[]]>([
    [
      'that publishes takes away what was planned for later',
      act('published', { from: 300, version: 3 }),
      [100, 300],
      [1, 2, 3],
    ],
    ['that rolls back does as well', act('rolled-back', { from: 300, version: 1 }), [100, 300], [1, 2]],
    [
      'takes the place of one of the same moment',
      act('published', { from: 500, version: 3 }),
      [100, 500],
      [1, 2, 3],
    ],
    [
      'that lets a challenger in leaves the plans',
      act('challenged', { from: 300, version: 1, challenger: { version: 2, share: 10 } }),
      [100, 300, 500],
      [1, 2],
    ],
    [
      'that publishes a challenger leaves them too',
      act('published', { from: 300, version: 1, shadow: 3 }),
      [100, 300, 500],
      [1, 2, 3],
    ],
    [
      'that rolls back to what comes with Baton publishes nothing',
      act('rolled-back', { from: 300, version: 0 }),
      [100, 300],
      [1, 2],
    ],
  ])('%s', (_, one, moments, published) => {
    const after = withAct(planned, one);
    expect(after.periods.map(({ from }) => from)).toEqual(moments);
    expect(after.published).toEqual(published);
  });

  test(`never changes what was in force before it (BATON_SEED=${seed})`, () => {
    const acts = fc.array(
      fc.record({
        kind: fc.constantFrom('published' as const, 'rolled-back' as const, 'challenged' as const),
        wait: fc.integer({ min: 0, max: 50 }),
        ahead: fc.integer({ min: 0, max: 100 }),
        version: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(acts, (all) => {
        let now = 1000;
        let schedule: DecisionSchedule | undefined;
        for (const { kind, wait, ahead, version } of all) {
          now += wait + 1;
          const before = schedule?.periods ?? [];
          schedule = withAct(schedule, act(kind, { from: now + ahead, version }));
          for (let moment = 990; moment < now; moment += 7) {
            expect(periodAt(schedule.periods, moment)).toEqual(periodAt(before, moment));
          }
          const moments = schedule.periods.map(({ from }) => from);
          expect(moments).toEqual([...new Set(moments)].sort((one, other) => one - other));
        }
      }),
      { seed },
    );
  });
});
