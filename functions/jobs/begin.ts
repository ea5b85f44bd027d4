import type { JobRunner } from '../../adapters/ports/jobs.ts';
import type { Version } from '../../adapters/ports/records.ts';
import { isOpen, type Job } from '../../records/kinds/job.ts';

/** Kinds of records that are jobs. */
export const jobKinds: readonly string[] = ['bulk', 'import', 'export', 'whatIf'];

/** Sets a job going whose record says that a person wants it; nothing for any other record. May be repeated. */
export async function beginJob(version: Version, runner: Pick<JobRunner, 'begin'>): Promise<void> {
  const { kind, id, revision, content } = version;
  if (!jobKinds.includes(kind) || !isOpen(content as Job)) return;
  await runner.begin({ kind, id, revision });
}
