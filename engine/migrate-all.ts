import type { Definitions } from './definition.ts';
import type { Engine } from './engine.ts';
import { BatonError, Conflict, StoreUnavailable } from './errors.ts';
import type { Journal } from './ports.ts';

/** One page of one segment of the journal, and what the pages before it came to. */
export interface MigrationPage {
  readonly segment: number;
  readonly of: number;
  readonly process: string;
  readonly next?: string;
  readonly so?: Tally;
}

/** What became of the instances so far. */
export interface Tally {
  readonly migrated: number;
  readonly failed: number;
  /** The first of those that failed, and why. */
  readonly failures: readonly { readonly instance: string; readonly why: string }[];
}

/** `onward` is the page to go on with; absent at the end of the segment. */
export interface MigratedPage extends Tally {
  readonly onward?: MigrationPage;
}

export interface MigrateAllOptions {
  readonly engine: Engine;
  readonly journal: Journal;
  readonly definitions: Definitions;
}

/** Failures that are told one by one; the others are counted. */
const MOST_TOLD = 100;

const NONE: Tally = { migrated: 0, failed: 0, failures: [] };

/**
 * Moves every active instance of a process to the newest version, one page at a time. An instance that cannot be
 * migrated stays as it is, is told, and holds up no other. Throws where the store does not answer: the page may be
 * repeated.
 */
export function createMigrateAll({ engine, journal, definitions }: MigrateAllOptions) {
  async function attempt(instance: string, process: string, newest: number): Promise<boolean | string> {
    try {
      const head = await engine.head(instance);
      if (head.process !== process || head.status !== 'active' || head.version >= newest) return false;
      return (await engine.migrate(instance)).revision > head.revision;
    } catch (error) {
      if (error instanceof StoreUnavailable || error instanceof Conflict) throw error;
      if (error instanceof BatonError) return error.message;
      throw error;
    }
  }

  return async ({ so = NONE, ...page }: MigrationPage): Promise<MigratedPage> => {
    const newest = Math.max(0, ...versionsOf(definitions, page.process));
    const { heads, next } = await journal.heads(page.segment, page.of, page.next);
    let { migrated, failed } = so;
    const failures = [...so.failures];
    for (const { instance } of heads) {
      const outcome = await attempt(instance, page.process, newest);
      if (outcome === true) migrated += 1;
      if (typeof outcome !== 'string') continue;
      failed += 1;
      if (failures.length < MOST_TOLD) failures.push({ instance, why: outcome });
    }
    const tally = { migrated, failed, failures };
    return next === undefined ? tally : { ...tally, onward: { ...page, next, so: tally } };
  };
}

function versionsOf(definitions: Definitions, process: string): readonly number[] {
  return definitions.list().find((one) => one.process === process)?.versions ?? [];
}
