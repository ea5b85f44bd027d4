import type { RecordsOf, Version } from '../../../adapters/ports/records.ts';
import { isOpen, type Job } from '../../../records/kinds/job.ts';
import type { Call } from '../call.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch, Refusal, revisionMismatch } from '../problem.ts';

interface Removal<C extends Job> extends Pick<Call<'getHealth'>, 'who' | 'revision'> {
  readonly id: string;
  /** Removes the files of the job first: what is interrupted leaves a job that can be removed again. */
  readonly forget: (job: Version<C>) => Promise<void>;
}

/** Removes a job that nobody works on, at the revision of the request. Throws a `Refusal`. */
export async function removeJob<C extends Job>(
  store: RecordsOf<C>,
  { now }: Pick<ApiDeps, 'now'>,
  { id, who, revision = 0, forget }: Removal<C>,
): Promise<void> {
  for (;;) {
    const job = await store.get(id);
    if (job === undefined) throw noSuch('record-not-found', 'job');
    if (job.revision !== revision) throw revisionMismatch(revision, job.revision);
    if (isOpen(job.content)) throw new Refusal('job-started', 'It is under way: pause or cancel it first.');
    await forget(job);
    const gone = { content: job.content, who, at: now(), removed: true } as const;
    if ((await store.change(job, gone)) !== undefined) return;
  }
}
