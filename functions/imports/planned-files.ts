import type { Version } from '../../adapters/ports/records.ts';
import type { Import } from '../../records/kinds/import.ts';
import { there } from '../jobs/work.ts';
import type { SealedFiles } from '../sealed-files.ts';
import type { PlannedRow } from './plan-rows.ts';

/** The words that name the rows of a part, as one of the plans of an import has them. */
export function wordsOfRows(plan: string | undefined, number: number): readonly string[] {
  return ['rows', plan ?? '', String(number)];
}

export async function putPlannedRows(
  files: SealedFiles,
  job: Version<Import>,
  number: number,
  rows: readonly PlannedRow[],
): Promise<void> {
  await files.put(job.subject, wordsOfRows(job.content.plan, number), Buffer.from(JSON.stringify(rows)));
}

/** The rows of a part; undefined where they are gone. */
export async function plannedRows(
  files: SealedFiles,
  job: Version<Import>,
  number: number,
): Promise<readonly PlannedRow[] | undefined> {
  const bytes = await files.get(job.subject, wordsOfRows(job.content.plan, number));
  return bytes === undefined ? undefined : (JSON.parse(Buffer.from(bytes).toString()) as PlannedRow[]);
}

/** The rows of the first so many parts, in order. Throws `JobFailed` where one of them is gone. */
export async function* rowsBefore(
  files: SealedFiles,
  job: Version<Import>,
  parts: number,
): AsyncGenerator<PlannedRow, void> {
  for (let number = 1; number <= parts; number++) yield* there(await plannedRows(files, job, number));
}
