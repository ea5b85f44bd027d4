import type { JobPart, PartResult } from '../../adapters/ports/jobs.ts';
import type { Version } from '../../adapters/ports/records.ts';
import { BatonError } from '../../engine/errors.ts';
import type { Job } from '../../records/kinds/job.ts';
import type { RecordKind } from '../../records/record-kind.ts';

/** A job cannot be done at all. */
export class JobFailed extends BatonError {
  readonly code = 'job-failed';
  /** Why, as a code that is kept with the job. */
  readonly why: string;
  /** The line of a file that it is about, where it is about one. */
  readonly line: number | undefined;
  constructor(why: string, line?: number) {
    super(`The job cannot be done: ${why}.`, { why, ...(line !== undefined && { line }) });
    this.why = why;
    this.line = line;
  }
}

/** What a file of a job holds; throws `JobFailed` where it is gone, so that the rest is not taken for the whole. */
export function there<T>(held: T | undefined): T {
  if (held === undefined) throw new JobFailed('file-gone');
  return held;
}

/** What a step of a plan found: the next part, where there is one, and where to go on, unless that was all. */
export interface PlanStep {
  readonly part?: JobPart;
  /** JSON. */
  readonly onward?: unknown;
}

/** How one kind of job is done. */
export interface JobWork<C extends Job> {
  readonly kind: RecordKind<C>;
  /** Whether one part must be through before the next is begun. */
  readonly inOrder: boolean;
  /**
   * The next part, from where the step before said. May be repeated from the start; `draft` names the call that it is made
   * in, and nobody else's. Throws `JobFailed`.
   */
  plan(job: Version<C>, from: unknown, draft: string): Promise<PlanStep>;
  /** Does one part. It may have been done before, in whole or in part: each item is done once all the same. */
  run(job: Version<C>, part: JobPart, number: number): Promise<PartResult>;
}

/** A kind of job among others: each is only ever given its own. */
export interface AnyWork extends Pick<JobWork<Job>, 'kind' | 'inOrder'> {
  plan(job: never, from: unknown, draft: string): Promise<PlanStep>;
  run(job: never, part: JobPart, number: number): Promise<PartResult>;
}
