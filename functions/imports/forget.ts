import type { JobParts } from '../../adapters/ports/jobs.ts';
import type { Version } from '../../adapters/ports/records.ts';
import type { Import } from '../../records/kinds/import.ts';
import type { SealedFiles } from '../sealed-files.ts';
import { wordsOfRows } from './planned-files.ts';
import { wordsOfPart } from './sheet.ts';

/** Removes the file of an import, and what was decided about its rows in any of its plans. May be repeated. */
export async function forgetImport(
  { files, parts }: { readonly files: SealedFiles; readonly parts: Pick<JobParts, 'part'> },
  job: Version<Import>,
): Promise<void> {
  const { kind, id, subject, content } = job;
  // A start names its plan by the revision that it makes.
  for (let revision = 2; revision <= job.revision; revision++) {
    const plan = String(revision);
    // One more than there are: its rows may have been written before it was.
    for (let number = 1, known = true; known; number++) {
      known = (await parts.part({ kind, id, plan }, number)) !== undefined;
      await files.remove(subject, wordsOfRows(plan, number));
    }
  }
  for (const [part, one] of Object.entries(content.there)) {
    await files.remove(subject, wordsOfPart(Number(part), one));
  }
}
