import { createKeptWhile } from '../../adapters/kept-while.ts';
import type { Records } from '../../adapters/ports/records.ts';
import { bundledDecisions } from '../../decisions/bundled.ts';
import type { Decided, Facts } from '../../engine/deciding.ts';
import { decisionVersionId, decisionVersionKind } from '../../records/kinds/decision.ts';
import type { Decider } from '../../rules/decider.ts';
import type { Model } from '../../rules/model.ts';
import { decidedBy } from './decided.ts';

/** The version that comes with Baton. */
export const BUNDLED = 0;

/** A version that was made ready. */
export interface Ready {
  readonly decider: Decider;
  /** The same, as an instance's journal has it. */
  readonly decide: (facts: Facts) => Decided;
}

/** Published versions, made ready once for each. */
export interface Deciders {
  /** Undefined where there is no such version. Throws `StoreUnavailable`, and `ModelUnfit` for what cannot be made ready. */
  get(decision: string, version: number): Promise<Ready | undefined>;
}

/** Made-ready versions are kept, at most `most`: a version never changes. */
export function createDeciders(records: () => Pick<Records, 'of'>, most: number): Deciders {
  const kept = createKeptWhile<Ready>({ now: () => 0, keepMs: 1, most });
  return {
    async get(decision, version) {
      const name = decisionVersionId(decision, version);
      const known = kept.get(name);
      if (known !== undefined) return known;
      const model = await modelOf(records, decision, version);
      if (model === undefined) return undefined;
      const { ready } = await import('../../rules/ready.ts');
      const decider = await ready(model);
      const made = { decider, decide: decidedBy(decider) };
      kept.set(name, made);
      return made;
    },
  };
}

/** What was published under this number, or comes with Baton; undefined where there is nothing. */
export async function modelOf(
  records: () => Pick<Records, 'of'>,
  decision: string,
  version: number,
): Promise<Model | undefined> {
  if (version === BUNDLED) return isBundled(decision) ? bundledDecisions[decision]?.() : undefined;
  const record = await records().of(decisionVersionKind).at(decisionVersionId(decision, version), 1);
  return record?.content.model;
}

/** Whether a decision of this id comes with Baton. */
export function isBundled(decision: string): boolean {
  return Object.hasOwn(bundledDecisions, decision);
}
