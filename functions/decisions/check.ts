import { isDeepStrictEqual } from 'node:util';
import type { Version } from '../../adapters/ports/records.ts';
import type { CaseFigures, DecisionCase } from '../../records/kinds/decision.ts';
import type { Decider, Outcome } from '../../rules/decider.ts';

/** A saved case that does not come out as expected. */
export interface FailedCase {
  readonly saved: Version<DecisionCase>;
  readonly outcome: Outcome;
}

/**
 * Asks a decision every saved case. What comes with a fault is no answer, for a process neither: null is expected of it.
 * `onward` is told how many are done before each, and ends it by throwing.
 */
export function runCases(
  decider: Decider,
  cases: readonly Version<DecisionCase>[],
  onward: (done: number) => void = () => {},
): CaseFigures & { readonly failed: readonly FailedCase[] } {
  const failed = cases.flatMap((saved, done) => {
    onward(done);
    const outcome = decider.decide(saved.content.inputs);
    const answer = outcome.faults.length === 0 ? outcome.output : null;
    return isDeepStrictEqual(answer, saved.content.expected) ? [] : [{ saved, outcome }];
  });
  return { total: cases.length, passed: cases.length - failed.length, failed };
}
