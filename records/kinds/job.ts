import { plainKind, type RecordKind } from '../record-kind.ts';

/** Long work over many items that a person wants: what an import, an export and a bulk action have in common. */
export interface Job {
  /** What is to be done with the parts that were planned; `PLAN` for nothing. Absent where it waits for its start. */
  readonly pass?: string;
  /** How often a person set it going. */
  readonly tries: number;
  readonly halted?: 'paused' | 'cancelled';
  /** How the pass ended, at epoch milliseconds: with a code where it could not be completed. */
  readonly ended?: { readonly at: number; readonly code?: string };
}

/** The pass that finds out what there is to do, and does none of it. */
export const PLAN = 'plan';

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
