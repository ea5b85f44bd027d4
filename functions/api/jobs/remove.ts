import type { RecordsOf } from '../../../adapters/ports/records.ts';
import { isOpen, type Job } from '../../../records/kinds/job.ts';
import type { SealedFiles } from '../../sealed-files.ts';
import type { Call } from '../call.ts';
import { noSuch, Refusal, revisionMismatch } from '../problem.ts';

interface Removal extends Pick<Call<'getHealth'>, 'who' | 'revision'> {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Removes a job that nobody works on, at the revision of the request; its files first, so that what is interrupted can
 * be removed again. Throws a `Refusal`.
 */
export async function removeJob<C extends Job>(
  store: RecordsOf<C>,
  files: Pick<SealedFiles, 'removeAll'>,
  { id, who, revision = 0, at }: Removal,
): Promise<void> {
  for (;;) {
    const job = await store.get(id);
    if (job === undefined) throw noSuch('record-not-found', 'job');
    if (job.revision !== revision) throw revisionMismatch(revision, job.revision);
    if (isOpen(job.content)) throw new Refusal('job-started', 'It is under way: pause or cancel it first.');
    await files.removeAll(job.subject);
    const gone = { content: job.content, who, at, removed: true } as const;
    if ((await store.change(job, gone)) !== undefined) return;
  }
}
