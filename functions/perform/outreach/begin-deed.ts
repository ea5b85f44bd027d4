import type { Records } from '../../../adapters/ports/records.ts';
import { SYSTEM } from '../../../engine/commit.ts';
import { bulkKind, type Deed, DO } from '../../../records/kinds/bulk.ts';

/** Begins a bulk action that Baton itself wants, under an id that makes it one; returns the id. Throws `StoreUnavailable`. */
export async function beginDeed(
  records: Pick<Records, 'of'>,
  { id, deed, at }: { readonly id: string; readonly deed: Deed; readonly at: number },
): Promise<string> {
  await records.of(bulkKind).create({ id, content: { deed, pass: DO, tries: 1 }, who: SYSTEM, at });
  return id;
}
