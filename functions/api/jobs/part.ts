import type * as z from 'zod';
import type { Version } from '../../../adapters/ports/records.ts';
import type { Job } from '../../../records/kinds/job.ts';
import type { RecordKind } from '../../../records/record-kind.ts';
import type { ApiDeps } from '../deps.ts';

/** What the API needs to know of a kind of job, beside its shelf. */
export interface JobPart<
  C extends Job,
  Create extends z.ZodType = z.ZodType,
  Start extends z.ZodType = z.ZodType,
> {
  readonly kind: RecordKind<C>;
  /** Schemas of the requests: made when they are first needed. */
  readonly create: () => Create;
  readonly start: () => Start;
  /** What the answer says of it beside how far it is. */
  readonly output: z.ZodObject;
  /** Throws a `Refusal` for what the schema cannot know. */
  readonly begin: (body: z.output<Create>, deps: ApiDeps) => Promise<C> | C;
  /** Throws a `Refusal` for what names nothing that is here now; a repeated request is not asked that again. */
  readonly check?: (job: C, deps: ApiDeps) => Promise<void> | void;
  /** What it becomes when it is set going. Throws a `Refusal` where it is not ready. */
  readonly go: (job: Version<C>, body: z.output<Start>, deps: ApiDeps) => Promise<C> | C;
  readonly show: (job: Version<C>, deps: ApiDeps) => Promise<object> | object;
}

/** A part among others: each is only ever given what its own schemas made. */
export type AnyJobPart = Pick<JobPart<Job>, 'kind' | 'create' | 'start' | 'output'> & {
  readonly begin: (body: never, deps: ApiDeps) => Promise<Job> | Job;
  readonly check?: (job: never, deps: ApiDeps) => Promise<void> | void;
  readonly go: (job: never, body: never, deps: ApiDeps) => Promise<Job> | Job;
  readonly show: (job: never, deps: ApiDeps) => Promise<object> | object;
};

/** Checks a part's types where it is written. */
export function jobPart<C extends Job, Create extends z.ZodType, Start extends z.ZodType>(
  part: JobPart<C, Create, Start>,
): JobPart<C, Create, Start> {
  return part;
}
