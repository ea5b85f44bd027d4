import type { Version } from '../../../adapters/ports/records.ts';
import {
  type CaseFigures,
  type DecisionCase,
  decisionCaseKind,
  decisionPlace,
} from '../../../records/kinds/decision.ts';
import type { Decider } from '../../../rules/decider.ts';
import { type FailedCase, runCases } from '../../decisions/check.ts';
import type { ApiDeps } from '../deps.ts';
import { withinTime } from './within-time.ts';

const PAGE = 100;

/** Every saved case of a decision. */
async function casesOf(
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

/** Asks every saved case. Throws a `Refusal` where that takes too long. */
export async function runSaved(
  deps: Pick<ApiDeps, 'records' | 'now'>,
  decision: string,
  decider: Decider,
): Promise<CaseFigures & { readonly failed: readonly FailedCase[] }> {
  const cases = await casesOf(deps, decision);
  return runCases(decider, cases, withinTime(deps, 'saved cases were run'));
}
