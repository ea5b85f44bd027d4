import type { Version } from '../../../adapters/ports/records.ts';
import { type DecisionRecord, decisionKind } from '../../../records/kinds/decision.ts';
import type { Model } from '../../../rules/model.ts';
import { isBundled } from '../../decisions/deciders.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch } from '../problem.ts';

/** A record that has a draft. */
export type Drafted = Version<DecisionRecord & { readonly model: Model }>;

/** Throws a `Refusal` where there is no decision of this id: neither among the records, nor with Baton. */
export async function checkDecision({ records }: Pick<ApiDeps, 'records'>, decision: string): Promise<void> {
  if (isBundled(decision)) return;
  if ((await records.of(decisionKind).glance(decision)) === undefined) throw noDecision();
}

/** The draft of a decision. Throws a `Refusal` where there is none. */
export async function draftOf({ records }: Pick<ApiDeps, 'records'>, decision: string): Promise<Drafted> {
  const record = await records.of(decisionKind).get(decision);
  if (record === undefined || !isDrafted(record)) throw noDecision();
  return record;
}

export function isDrafted(record: Version<DecisionRecord>): record is Drafted {
  return record.content.model !== undefined;
}

export function noDecision() {
  return noSuch('record-not-found', 'decision');
}
