import type { Draft, RecordsOf, Version } from '../../adapters/ports/records.ts';
import type { Who } from '../../engine/entry.ts';

/** Who does in the kit whatever a caller of the API does. */
export const CALLER: Who = { kind: 'caller', id: 'kit' };

/** Writes a record, or the next version of it. */
export async function write<C extends object>(
  records: RecordsOf<C>,
  draft: Omit<Draft<C>, 'who'>,
): Promise<Version<C>> {
  const before = await records.get(draft.id);
  const { content, at } = draft;
  if (before === undefined) return (await records.create({ who: CALLER, ...draft })).record;
  const after = await records.change(before, { content, who: CALLER, at });
  if (after === undefined) throw new Error(`Somebody else changed ${before.kind} ${before.id}.`);
  return after;
}
