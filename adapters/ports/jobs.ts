/** One run of a job: its record at the revision that asked for it. */
export interface JobRun {
  readonly kind: string;
  readonly id: string;
  readonly revision: number;
}

/** Whose parts are meant; of one that is planned more than once, those of which plan. */
export interface JobName extends Pick<JobRun, 'kind' | 'id'> {
  readonly plan?: string | undefined;
}

/** Sets jobs going and tells of them: Step Functions on AWS, a loop on one machine. */
export interface JobRunner {
  /** Sets a run going, once: a repetition starts nothing. Throws `StoreUnavailable`. */
  begin(run: JobRun): Promise<void>;
  /** Whether the run, which was asked for at `at`, stopped before its end, and nobody goes on with it. */
  isLost(run: JobRun & { readonly at: number }): Promise<boolean>;
}

/** What one part of a job is about: JSON, or the name of a file with more of it. */
export interface JobPart {
  /** How many items it holds. */
  readonly items: number;
  readonly content: unknown;
}

/** What came of one part. */
export interface PartResult {
  /** Items by what became of them. */
  readonly tally: Readonly<Record<string, number>>;
  /** What is told item by item: failures, or the name of a file with more of it. */
  readonly content: unknown;
}

/** The parts that a job was divided into: how many, and of how many items together. */
export interface JobPlan {
  readonly parts: number;
  readonly items: number;
  /** Where they are, in order. */
  readonly drafts: readonly PlanDraft[];
}

/** What one call of a plan wrote: nobody else writes into its draft. */
export interface PlanDraft {
  readonly draft: string;
  /** The number of its last part. */
  readonly upTo: number;
}

/** How far jobs are. Every method throws `StoreUnavailable`. */
export interface JobParts {
  /** Keeps a part, numbered from 1, in a draft: it is the job's part once a plan names that. */
  putPart(job: JobName, draft: string, number: number, part: JobPart): Promise<void>;
  /** A part of the plan; undefined too while there is none. */
  part(job: JobName, number: number): Promise<JobPart | undefined>;
  /** Says that all parts are there, unless a plan says so already: what is planned does not change. */
  putPlan(job: JobName, plan: JobPlan): Promise<void>;
  /** Undefined while it is being planned. */
  plan(job: JobName): Promise<JobPlan | undefined>;
  /** Keeps what came of a part in a pass, unless that is known already. */
  putResult(job: JobName, pass: string, number: number, result: PartResult): Promise<void>;
  /** What came of the parts after number `after`, in order, page by page. */
  results(job: JobName, pass: string, after: number, limit: number): Promise<readonly NumberedResult[]>;
  /** Forgets everything about a job, whichever plan is named. */
  remove(job: JobName): Promise<void>;
}

export interface NumberedResult extends PartResult {
  readonly number: number;
}
