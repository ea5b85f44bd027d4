import type { JobName } from '../../../adapters/ports/jobs.ts';
import type { Version } from '../../../adapters/ports/records.ts';
import { exportKind, type Wanted } from '../../../records/kinds/export.ts';
import { wordsOfPiece } from '../../exports/pieces.ts';
import type { ExportPart } from '../../jobs/export.ts';
import { createSealedFiles } from '../../sealed-files.ts';
import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { removeJob } from '../jobs/remove.ts';
import { noSuch, Refusal } from '../problem.ts';

const MEDIA_TYPES: Readonly<Record<Wanted['format'], string>> = {
  csv: 'text/csv; charset=utf-8',
  vcard: 'text/vcard; charset=utf-8',
  xes: 'application/xml',
};

/** Files that were written, piece by piece. */
export function exportHandlers(deps: ApiDeps): Handlers<'getExportFile' | 'removeExport'> {
  const files = createSealedFiles(deps.files, deps.safe);

  /** A piece of the file: the first part that goes so far has it. */
  async function piece(job: JobName & Pick<Version, 'subject'>, number: number, parts: number) {
    let [first, last] = [1, parts];
    while (first < last) {
      const middle = Math.floor((first + last) / 2);
      const part = (await deps.parts.part(job, middle))?.content as ExportPart | undefined;
      if ((part?.pieces ?? 0) >= number) last = middle;
      else first = middle + 1;
    }
    const { draft = '' } = ((await deps.parts.part(job, first))?.content ?? {}) as Partial<ExportPart>;
    return files.get(job.subject, wordsOfPiece(draft, number));
  }

  return {
    async removeExport({ path: { export: id }, who, revision }) {
      await removeJob(deps.records.of(exportKind), files, { id, who, revision, at: deps.now() });
      return { status: 200, body: { export: id } };
    },

    async getExportFile({ path: { export: id, part } }) {
      const job = await deps.records.of(exportKind).get(id);
      if (job === undefined) throw noSuch('record-not-found', 'export');
      const plan = await deps.parts.plan(job);
      const last = plan && (await deps.parts.part(job, plan.parts));
      if (last === undefined) throw new Refusal('not-ready', 'The file is not written yet.');
      const { pieces } = last.content as ExportPart;
      if (part > Math.max(pieces, 1)) throw noSuch('record-not-found', 'part');
      // Of an export that found nobody, one piece is empty: vCards have no first row.
      const bytes = pieces === 0 ? new Uint8Array() : await piece(job, part, plan?.parts ?? 1);
      if (bytes === undefined) throw noSuch('record-not-found', 'part');
      const text = Buffer.from(bytes).toString();
      const mediaType = MEDIA_TYPES[job.content.wanted.format];
      return { status: 200, body: { export: id, part, parts: Math.max(pieces, 1), mediaType, text } };
    },
  };
}
