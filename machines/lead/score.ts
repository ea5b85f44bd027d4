import type { ENGAGEMENTS, LeadSettings } from './settings.ts';

/** What is known of a lead, as codes. */
export interface LeadFacts {
  readonly source: string;
  readonly interest?: string | undefined;
  readonly budget?: string | undefined;
  readonly region?: string | undefined;
  /** How often it showed interest by itself, by the way in which it did. */
  readonly engagement: Readonly<Partial<Record<(typeof ENGAGEMENTS)[number], number>>>;
}

/** A lead's score, from 0 to 100: the sum of the points that the company gives. What has no points counts nothing. */
export function scoreOf(facts: LeadFacts, set: LeadSettings): number {
  const known =
    pointsOf(set.sourcePoints, facts.source) +
    pointsOf(set.interestPoints, facts.interest) +
    pointsOf(set.budgetPoints, facts.budget);
  const shown = Object.entries(facts.engagement).map(
    ([how, times]) => pointsOf(set.engagementPoints, how) * times,
  );
  const engagement = Math.min(
    set.engagementMost,
    shown.reduce((sum, one) => sum + one, 0),
  );
  return Math.max(0, Math.min(100, known + engagement));
}

/** Who calls a lead: the role of the first route that fits. */
export function routeOf(facts: LeadFacts & { readonly score: number }, set: LeadSettings): string {
  const fitting = set.routes.find(
    ({ interest, region, from }) =>
      (interest === undefined || interest === facts.interest) &&
      (region === undefined || region === facts.region) &&
      (from === undefined || facts.score >= from),
  );
  return fitting?.role ?? set.role;
}

function pointsOf(points: Readonly<Record<string, number | undefined>>, code: string | undefined): number {
  return code !== undefined && Object.hasOwn(points, code) ? (points[code] ?? 0) : 0;
}
