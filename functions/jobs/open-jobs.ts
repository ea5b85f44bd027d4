import type { JobRun } from '../../adapters/ports/jobs.ts';
import type { Records } from '../../adapters/ports/records.ts';
import { OPEN_JOBS } from '../../records/kinds/job.ts';
import type { AnyWork } from './work.ts';

const PAGE = 100;

/** Every job that somebody must go on with, oldest first. */
export async function* openJobs(
  records: Records,
  works: readonly Pick<AnyWork, 'kind'>[],
): AsyncGenerator<JobRun> {
  for (const { kind } of works) {
    const store = records.of(kind);
    let cursor: string | undefined;
    do {
      const page = await store.page({
        ...{ name: 'open', within: [[{ parent: OPEN_JOBS }]], limit: PAGE, order: 'oldest' },
        cursor,
      });
      for (const { id, revision } of page.items) yield { kind: kind.kind, id, revision };
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}
