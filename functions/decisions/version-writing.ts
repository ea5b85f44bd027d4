import { isDeepStrictEqual } from 'node:util';
import type { RecordsOf, Version } from '../../adapters/ports/records.ts';
import { type DecisionVersion, decisionVersionId } from '../../records/kinds/decision.ts';

/**
 * Writes a version once, under the first number from `first` on that is free, and returns the number. Where a number is
 * taken by a publication of the same draft by the same caller that broke off before the version counted, it goes on
 * with that one; a number that another publication has taken is passed over.
 */
export async function writeVersion(
  store: Pick<RecordsOf<DecisionVersion>, 'create'>,
  first: number,
  content: Omit<DecisionVersion, 'version'>,
  { who, at }: Pick<Version, 'who' | 'at'>,
): Promise<number> {
  for (let version = first; ; version += 1) {
    const id = decisionVersionId(content.decision, version);
    const wanted = { ...content, version };
    const { created, record } = await store.create({ id, content: wanted, who, at });
    if (created) return version;
    const isSame = isDeepStrictEqual(plain(record.content), plain(wanted));
    if (isSame && isDeepStrictEqual(record.who, who)) return version;
  }
}

/** As it comes back from the store. */
function plain(content: object): unknown {
  return JSON.parse(JSON.stringify(content));
}
