import { describe, expect, test } from 'vitest';
import { type OpportunitySettings, opportunitySettings } from '../../../machines/opportunity/settings.ts';
import { surveyOf } from '../../../machines/opportunity/stages.ts';

const set = (values: object = {}): OpportunitySettings => opportunitySettings.at({ find: () => values });
const stage = (id: string, probability: number, needs: string[] = []) => ({
  ...{ id, title: { en: id, zh: id }, probability, needs, staleAfter: { days: 7 } },
});

describe('a survey tells where a deal stands, and what it lacks for each stage', () => {
  test('it begins in the first', () => {
    expect(surveyOf({ known: [] }, set())).toEqual({
      stage: 'discovery',
      probability: 10,
      missing: {
        discovery: [],
        solution: ['contact', 'need'],
        proposal: ['contact', 'need', 'value', 'closeDate'],
        negotiation: ['value', 'closeDate', 'decision-maker', 'quote'],
      },
    });
  });

  test('what is known is not missing', () => {
    const { missing } = surveyOf({ stage: 'solution', known: ['need', 'contact', 'value'] }, set());
    expect([missing.solution, missing.proposal]).toEqual([[], ['closeDate']]);
  });

  test.each([
    ['no value', 'solution', undefined, undefined],
    ['a value', 'solution', 10_000, 3_000],
    ['half a cent is rounded up', 'proposal', 1, 1],
    ['less than half is rounded down', 'discovery', 4, 0],
    ['more than doubles can count exactly', 'negotiation', 2 ** 53 - 1, 6_755_399_441_055_743],
    ['a stage that the pipeline no longer has', 'gone', 10_000, 0],
  ])('what is expected of it: %s', (_, at, valueMinor, expected) => {
    expect(surveyOf({ stage: at, valueMinor, known: [] }, set()).expectedMinor).toBe(expected);
  });

  test('a company has a pipeline of its own', () => {
    const stages = [stage('call', 5), stage('visit', 60, ['address'])];
    expect(surveyOf({ known: [], valueMinor: 100 }, set({ stages }))).toEqual({
      ...{ stage: 'call', probability: 5, expectedMinor: 5 },
      missing: { call: [], visit: ['address'] },
    });
  });

  test.each([
    ['none', []],
    ['one twice', [stage('a', 1), stage('a', 2)]],
    ['one that is more than certain', [stage('a', 101)]],
    ['one without a time', [{ ...stage('a', 1), staleAfter: {} }]],
  ])('a pipeline of %s is none', (_, stages) => {
    expect(opportunitySettings.schema.safeParse({ stages }).success).toBe(false);
  });
});
