import { plainKind, type RecordKind } from '../record-kind.ts';

/** Long work over many items that a person wants: what an import, an export and a bulk action have in common. */
export interface Job {
  /** What is to be done with the parts that were planned; `PLAN` for nothing. Absent where it waits for its start. */
  readonly pass?: string;
  /** Names the plan that the pass is about, where the job is planned more than once. */
  readonly plan?: string;
  /** How often a person set it going. */
  readonly tries: number;
  readonly halted?: 'paused' | 'cancelled';
  /** How the pass ended, at epoch milliseconds: with a code where it could not be completed, and the line of a file. */
  readonly ended?: { readonly at: number; readonly code?: string; readonly line?: number };
}

/** The pass that finds out what there is to do, and does none of it. */
export const PLAN = 'plan';

/** How a pass ended of which parts are left: it can be resumed. */
export const INTERRUPTED = 'interrupted';

/** What leads to the jobs that somebody must go on with. */
export const OPEN_JOBS = 'jobs/open';

/** Whether there is something to be done for a job. */
export function isOpen({ pass, halted, ended }: Job): boolean {
  return pass !== undefined && halted === undefined && ended === undefined;
}

/** A kind of job without personal data in what it asks for. */
export function jobKind<C extends Job>(kind: string): RecordKind<C> {
  return { ...plainKind<C>(kind), places: (job) => (isOpen(job) ? { parent: OPEN_JOBS } : {}) };
}
