import type { Version } from '../../../adapters/ports/records.ts';
import { type DecisionCase, decisionCaseKind, decisionPlace } from '../../../records/kinds/decision.ts';
import type { ApiDeps } from '../deps.ts';

const PAGE = 100;

/** Every saved case of a decision. */
export async function casesOf(
  { records }: Pick<ApiDeps, 'records'>,
  decision: string,
): Promise<readonly Version<DecisionCase>[]> {
  const cases: Version<DecisionCase>[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.of(decisionCaseKind).page({
      ...{ name: 'DecisionCases', within: [[{ parent: decisionPlace(decision) }]] },
      ...{ limit: PAGE, cursor, order: 'oldest' },
    });
    cases.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return cases;
}
