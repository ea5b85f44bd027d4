import { DECISION, type Deciding, type DecisionInForce } from './deciding.ts';
import type { Answer, DecisionMade, Entry } from './entry.ts';
import { sameJson } from './json.ts';
import type { References } from './ports.ts';

/**
 * Makes the decisions of an entry again, each by the version that made it: what is not as it was then. Empty where all
 * is, and where nothing was decided. Throws `StoreUnavailable`.
 */
export async function decidedOtherwise(
  { decisions = [] }: Entry,
  references: Pick<References, 'get'> | undefined,
): Promise<string[]> {
  const problems: string[] = [];
  for (const made of decisions) {
    const found = await references?.get(DECISION, made.decision);
    const versions = found?.value as Pick<DecisionInForce, 'version'> | undefined;
    for (const { version, answer } of answersOf(made)) {
      const problem = compare(await versions?.version(version), made.facts, answer);
      if (problem !== undefined) problems.push(`its decision ${made.decision} ${problem(version)}`);
    }
  }
  return problems;
}

function answersOf({ version, shadow, ...answer }: DecisionMade): { version: number; answer: Answer }[] {
  return [
    { version, answer },
    ...(shadow === undefined ? [] : [{ version: shadow.version, answer: shadow }]),
  ];
}

function compare(
  deciding: Deciding | undefined,
  facts: DecisionMade['facts'],
  { rules, output }: Answer,
): ((version: number) => string) | undefined {
  if (deciding === undefined) return (version) => `was made by version ${version}, which is not there`;
  const again = deciding.decide(facts);
  if (sameJson([again.rules, again.output], [rules, output])) return undefined;
  return (version) => `is another when version ${version} makes it again`;
}
