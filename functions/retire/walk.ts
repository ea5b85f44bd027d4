import type { Records, Version } from '../../adapters/ports/records.ts';
import type { Journal, Tombstones } from '../../engine/ports.ts';
import type { RetiredPage, RetirePage } from '../../engine/retire.ts';
import { isOpen, type Job } from '../../records/kinds/job.ts';
import { ABOUT_KINDS, instanceAbout, retiring } from '../../records/retiring.ts';
import { jobKinds } from '../jobs/begin.ts';
import type { Retention } from '../retention.ts';

/** One page of one segment: of the instances first, then of the records. */
export interface RetireWalkPage extends RetirePage {
  readonly walking?: 'records';
}

/** How many instances and records went, and the page to go on with; absent at the end of the segment. */
export interface RetireWalked {
  readonly retired: number;
  readonly onward?: RetireWalkPage;
}

export interface RetireWalkDeps {
  /** Retires instances by these rules. */
  readonly instances: (retention: Retention) => (page: RetirePage) => Promise<RetiredPage>;
  readonly records: Pick<Records, 'eraseAll'>;
  readonly journal: Pick<Journal, 'head'>;
  readonly tombstones: Pick<Tombstones, 'has'>;
  /** The rules as they are at the beginning of a page. */
  readonly retention: () => Retention;
  readonly now: () => number;
}

/** A job that somebody goes on with stays, however short its rule is. */
function isUnderWay({ kind, content }: Version<object>): boolean {
  return jobKinds.includes(kind) && isOpen(content as Job);
}

const KINDS = [...new Set([...Object.keys(retiring), ...ABOUT_KINDS])];

/**
 * Removes what is older than its rule, page by page: finished instances, then the records that are about an instance
 * that has retired, and those whose own time is over. Removes nothing else, however often it is killed or runs twice.
 */
export function createRetireWalk(deps: RetireWalkDeps): (page: RetireWalkPage) => Promise<RetireWalked> {
  const { journal, tombstones, now } = deps;

  /** A record about an instance that is gone without a tombstone stays: a restore may bring it back. */
  async function isAlone({ content }: Version<object>): Promise<boolean> {
    const instance = 'about' in content ? instanceAbout(content.about) : undefined;
    if (instance === undefined) return false;
    return (await journal.head(instance)) === undefined && (await tombstones.has(instance));
  }

  async function eraseRecords({ segment, of, next }: RetireWalkPage): Promise<RetireWalked> {
    const rules = deps.retention();
    const page = { kinds: KINDS, segment, segments: of, next };
    const done = await deps.records.eraseAll(page, async (newest) => {
      const kept = await rules.ofRecords(newest.kind);
      if (kept !== undefined && newest.at + kept <= now()) return !isUnderWay(newest);
      return isAlone(newest);
    });
    const { erased: retired } = done;
    if (done.next === undefined) return { retired };
    return { retired, onward: { segment, of, walking: 'records', next: done.next } };
  }

  return async (page) => {
    if (page.walking === 'records') return eraseRecords(page);
    const { retired, onward } = await deps.instances(deps.retention())(page);
    const { segment, of } = page;
    return { retired, onward: onward ?? { segment, of, walking: 'records' } };
  };
}
