import type { Who } from '../engine/entry.ts';
import { combine, MOST_MERGED } from '../records/combine.ts';
import { type Customer, type CustomerContent, customerKind, isRedirect } from '../records/kinds/customer.ts';
import { MERGES, type Merge, mergeKind } from '../records/kinds/merge.ts';
import type { Merged } from './ports/customers.ts';
import type { Records, Version } from './ports/records.ts';

/** Why a version was written: the code in its history. */
const REASON = 'merged';

/**
 * Merging, one after the other over the whole company: each is first written down in one list, which is its lock, and
 * then carried out: the duplicate becomes a redirect, and stands still from then on; then the survivor takes what it
 * had. Whoever writes down the next one completes the last one first, so no two are ever half done, and no two
 * customers become each other's duplicate.
 */
export function createMerging(records: Records, now: () => number) {
  const customers = records.of(customerKind);
  const mergings = records.of(mergeKind);

  /** Makes the duplicate a redirect; returns what it was before. */
  async function redirect(merging: Version<Merge>): Promise<Customer> {
    const { survivor, duplicate } = merging.content;
    for (;;) {
      const found = await present(duplicate);
      if (isRedirect(found.content)) return whatItWas(found);
      const content: CustomerContent = { mergedInto: survivor };
      await customers.change(found, { content, who: merging.who, at: now(), reason: REASON });
    }
  }

  async function whatItWas({ id, revision }: Version<CustomerContent>): Promise<Customer> {
    const before = await customers.at(id, revision - 1);
    if (before === undefined || isRedirect(before.content)) throw new Error(`${id} was never a customer.`);
    return before.content;
  }

  /** Carries out what was written down; nothing where that is done. */
  async function apply(merging: Version<Merge>): Promise<void> {
    const { survivor, duplicate, take } = merging.content;
    const former = await redirect(merging);
    for (;;) {
      const found = await present(survivor);
      if (isRedirect(found.content) || found.content.merged?.includes(duplicate)) return;
      const content = combine(found.content, former, duplicate, take);
      await customers.change(found, { content, who: merging.who, at: now(), reason: REASON });
    }
  }

  async function present(id: string): Promise<Version<CustomerContent>> {
    const found = await customers.get(id);
    if (found === undefined) throw new Error(`The customer ${id} is gone in the middle of a merging.`);
    return found;
  }

  async function last(): Promise<Version<Merge> | undefined> {
    const found = await mergings.get(MERGES);
    if (found !== undefined) await apply(found);
    return found;
  }

  /** Undefined where somebody else wrote one down after `before`. */
  async function writeDown(
    before: Version<Merge> | undefined,
    merge: Merge,
    who: Who,
  ): Promise<Version<Merge> | undefined> {
    const at = now();
    if (before !== undefined) return mergings.change(before, { content: merge, who, at });
    const { created, record } = await mergings.create({ id: MERGES, content: merge, who, at });
    return created ? record : undefined;
  }

  async function merge(wanted: Merge, who: Who, revision?: number): Promise<Merged> {
    for (;;) {
      const before = await last();
      const [survivor, duplicate] = await Promise.all([present(wanted.survivor), present(wanted.duplicate)]);
      if (isRedirect(survivor.content)) return { refused: 'survivor-unknown' };
      if (isRedirect(duplicate.content)) {
        // It was done already, by whoever sent this first.
        const done = survivor.content.merged?.includes(wanted.duplicate);
        return done ? { survivor: survivor as Version<Customer> } : { refused: 'duplicate-merged' };
      }
      if (survivor.id === duplicate.id) return { refused: 'same' };
      if (revision !== undefined && survivor.revision !== revision) {
        return { refused: 'revision', revision: survivor.revision };
      }
      if (mergedOf(survivor.content) + mergedOf(duplicate.content) + 1 > MOST_MERGED) {
        return { refused: 'too-many' };
      }
      const written = await writeDown(before, wanted, who);
      if (written === undefined) continue;
      await apply(written);
      return { survivor: (await present(wanted.survivor)) as Version<Customer> };
    }
  }

  return {
    merge,
    async settle(): Promise<void> {
      await last();
    },
  };
}

function mergedOf(content: CustomerContent): number {
  return isRedirect(content) ? 0 : (content.merged?.length ?? 0);
}
