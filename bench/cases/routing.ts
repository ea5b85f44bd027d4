import type { Model } from '../../rules/model.ts';

/** What is asked about. */
export interface Input extends Readonly<Record<string, unknown>> {
  readonly score: number;
  readonly tier: string;
  readonly total: number;
  readonly eu: boolean;
}
type Row = readonly [from: number, to: number, tiers: readonly string[], least: number, eu: boolean];

/** Ten rows × four inputs, of which the first that fits counts. */
export const ROWS: readonly Row[] = Array.from({ length: 10 }, (_, at) => [
  at * 10,
  at * 10 + 10,
  at % 2 === 0 ? ['gold', 'silver', 'bronze'] : ['gold', 'silver'],
  at * 60,
  at % 3 !== 0,
]);

export const INPUTS: readonly Input[] = Array.from({ length: 1000 }, (_, at) => ({
  score: (at * 37) % 100,
  tier: ['gold', 'silver', 'bronze'][at % 3] ?? '',
  total: (at * 91) % 1500,
  eu: at % 5 !== 0,
}));

/** The rows as cells. */
export const texts = ROWS.map(([from, to, tiers, least, eu]) => [
  `[${from}..${to})`,
  tiers.map((tier) => `"${tier}"`).join(', '),
  `>= ${least}`,
  `${eu}`,
]);

export const NAMES = ['score', 'tier', 'total', 'eu'] as const;

/** A table of cells under F; the answer of a row is its team. */
export function model(rows: readonly (readonly string[])[], names: readonly string[]): Model {
  return {
    id: 'bench',
    inputs: names.map((name) => ({ name })),
    decisions: [
      {
        name: 'Routing',
        requires: names,
        logic: {
          kind: 'table',
          hitPolicy: 'F',
          inputs: names.map((expression) => ({ expression })),
          outputs: [{}],
          rules: rows.map((when, at) => ({ id: `r${at}`, when, then: [`"team-${at}"`] })),
        },
      },
    ],
    answer: 'Routing',
  };
}

/** The same as code. */
export function byHand({ score, tier, total, eu }: Input): { output: string | null; rules: string[] } {
  for (const [at, [from, to, tiers, least, inEu]] of ROWS.entries())
    if (score >= from && score < to && tiers.includes(tier) && total >= least && eu === inEu)
      return { output: `team-${at}`, rules: [`r${at}`] };
  return { output: null, rules: [] };
}
