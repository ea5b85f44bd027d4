import type { JobName, JobParts, JobPlan, JobRun } from '../../adapters/ports/jobs.ts';
import type { Records, Version } from '../../adapters/ports/records.ts';
import type { Who } from '../../engine/entry.ts';
import { INTERRUPTED, isOpen, type Job, PLAN } from '../../records/kinds/job.ts';
import { newId as freshId } from '../new-id.ts';
import { type AnyWork, JobFailed, type JobWork } from './work.ts';

/** Where planning goes on: what was planned before, and from where. */
interface Planning extends JobPlan {
  readonly from: unknown;
}

export interface PlanRun extends JobRun {
  readonly onward?: Planning;
}

export interface PartRun extends JobRun {
  readonly part: number;
}

/** What is left to be done: numbers of parts, and whether one is to be done after the other. With `onward`, planning goes on there first. */
export interface Planned {
  readonly todo: readonly number[];
  readonly inOrder: boolean;
  readonly onward?: Planning;
}

export interface JobStepsOptions {
  readonly records: Records;
  readonly parts: JobParts;
  readonly works: readonly AnyWork[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** An id that nobody has had. */
  readonly newId?: () => string;
}

/** The steps of a job: plan until there is nothing onward, run each part, finish. Each may be repeated. */
export interface JobSteps {
  /** `hasTime` is asked between one part and the next. */
  plan(run: PlanRun, hasTime?: () => boolean): Promise<Planned>;
  run(run: PartRun): Promise<void>;
  /** Says in the record that the job is done, or that parts of it could not be. */
  finish(run: JobRun): Promise<void>;
}

/** Items of one job at most. */
const MOST_ITEMS = 500_000;
const RESULTS_PAGE = 100;
const SYSTEM: Who = { kind: 'system', id: 'jobs' };

/**
 * The steps that a runner takes, on AWS or on one machine. A run is the record at one revision: as soon as a person
 * pauses, cancels or resumes the job, the steps of an earlier run change nothing more.
 */
export function createJobSteps({ records, parts, works, now, newId = freshId }: JobStepsOptions): JobSteps {
  async function open({ kind, id, revision }: JobRun) {
    // Each kind's own record is all that its work is ever given.
    const work = works.find((one) => one.kind.kind === kind) as JobWork<Job> | undefined;
    if (work === undefined) throw new TypeError(`There is no kind of job that is called ${kind}.`);
    const job = await records.of(work.kind).get(id);
    if (job === undefined || job.revision !== revision || !isOpen(job.content)) return undefined;
    const { pass = PLAN, plan } = job.content;
    return { work, job, pass, name: { kind, id, plan } };
  }

  async function end(work: AnyWork, job: Version<Job>, why?: string, line?: number): Promise<void> {
    const code = why === undefined ? {} : { code: why };
    const ended = { at: now(), ...code, ...(line !== undefined && { line }) };
    await records.of(work.kind).change(job, { content: { ...job.content, ended }, who: SYSTEM, at: now() });
  }

  /** Numbers of the parts that nothing came of yet. */
  async function left(name: JobName, pass: string, planned: number): Promise<readonly number[]> {
    const done = new Set<number>();
    for (let after = 0; ; ) {
      const page = await parts.results(name, pass, after, RESULTS_PAGE);
      for (const { number } of page) done.add(number);
      after = page.at(-1)?.number ?? 0;
      if (page.length === 0) break;
    }
    const numbers = Array.from({ length: planned }, (_, at) => at + 1);
    return numbers.filter((number) => !done.has(number));
  }

  /**
   * Where to go on; undefined where everything is planned. Another call of this step may be under way, or be believed
   * dead and write on: each has a draft of its own, and the first plan that is complete counts.
   */
  async function divide(run: PlanRun, hasTime: () => boolean): Promise<Planning | undefined> {
    const draft = newId();
    const { drafts, ...begun }: Planning = run.onward ?? { parts: 0, items: 0, drafts: [], from: undefined };
    let { parts: count, items, from } = begun;
    for (;;) {
      const found = await open(run);
      if (found === undefined) return undefined;
      const { part, onward } = await found.work.plan(found.job, from, draft);
      if (part !== undefined) {
        count += 1;
        items += part.items;
        if (items > MOST_ITEMS) throw new JobFailed('too-many-items');
        await parts.putPart(found.name, draft, count, part);
      }
      from = onward;
      const plan: JobPlan = { parts: count, items, drafts: [...drafts, { draft, upTo: count }] };
      if (onward === undefined) {
        await parts.putPlan(found.name, plan);
        return undefined;
      }
      if (!hasTime()) return { ...plan, from };
    }
  }

  return {
    async plan(run, hasTime = () => true) {
      const found = await open(run);
      if (found === undefined) return { todo: [], inOrder: true };
      const { work, job, pass, name } = found;
      const { inOrder } = work;
      if ((await parts.plan(name)) === undefined) {
        try {
          const onward = await divide(run, hasTime);
          if (onward !== undefined) return { todo: [], inOrder, onward };
        } catch (error) {
          if (!(error instanceof JobFailed)) throw error;
          await end(work, job, error.why, error.line);
          return { todo: [], inOrder };
        }
      }
      const plan = await parts.plan(name);
      return { todo: plan === undefined || pass === PLAN ? [] : await left(name, pass, plan.parts), inOrder };
    },

    async run({ part: number, ...run }) {
      const found = await open(run);
      const part = found && (await parts.part(found.name, number));
      if (found === undefined || part === undefined) return;
      const { work, job, pass, name } = found;
      await parts.putResult(name, pass, number, await work.run(job, part, number));
    },

    async finish(run) {
      const found = await open(run);
      const plan = found && (await parts.plan(found.name));
      if (found === undefined || plan === undefined) return;
      const { work, job, pass, name } = found;
      const undone = pass === PLAN ? [] : await left(name, pass, plan.parts);
      await end(work, job, undone.length > 0 ? INTERRUPTED : undefined);
    },
  };
}
