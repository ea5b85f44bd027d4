import { createHash } from 'node:crypto';
import type { Version } from '../../../adapters/ports/records.ts';
import { FileFlaw } from '../../../exchange/file-flaw.ts';
import { type FilePart, type Import, importKind, isReal } from '../../../records/kinds/import.ts';
import { isOpen } from '../../../records/kinds/job.ts';
import { columnsOf, isComplete, wordsOfPart } from '../../imports/sheet.ts';
import { JobFailed } from '../../jobs/work.ts';
import { createSealedFiles } from '../../sealed-files.ts';
import type { Handlers } from '../answer.ts';
import { tagOf } from '../customers/handlers.ts';
import type { ApiDeps } from '../deps.ts';
import { removeJob } from '../jobs/remove.ts';
import { noSuch, Refusal } from '../problem.ts';

/** Bringing the file of an import, part by part, and removing all of it. */
export function importFileHandlers(deps: ApiDeps): Handlers<'putImportPart' | 'removeImport'> {
  const store = deps.records.of(importKind);
  const files = createSealedFiles(deps.files, deps.safe);

  /** What the record becomes with a part more; with the last one, the columns are known. */
  async function withPart(job: Version<Import>, part: number, one: FilePart): Promise<Import> {
    const {
      columns: _,
      flaw: __,
      ended: ___,
      pass: ____,
      plan: _____,
      halted: ______,
      ...rest
    } = job.content;
    const content: Import = { ...rest, there: { ...rest.there, [part]: one } };
    if (!isComplete(content)) return content;
    try {
      return { ...content, columns: await columnsOf(files, job.subject, content) };
    } catch (error) {
      if (error instanceof FileFlaw) return { ...content, flaw: error.code };
      throw error;
    }
  }

  return {
    async removeImport({ path: { import: id }, who, revision }) {
      await removeJob(store, files, { id, who, revision, at: deps.now() });
      return { status: 200, body: { import: id } };
    },

    async putImportPart({ path: { import: id, part }, body: { data, text = '' }, who }) {
      const bytes = data === undefined ? Buffer.from(text) : Buffer.from(data, 'base64');
      const digest = createHash('sha256').update(bytes).digest('hex');
      const shown = { bytes: bytes.byteLength, digest };
      const one: FilePart = { ...shown, copy: deps.newId() };
      for (;;) {
        const job = await store.get(id);
        if (job === undefined) throw noSuch('record-not-found', 'import');
        if (part > job.content.parts) throw noSuch('record-not-found', 'part');
        if (job.content.halted === 'cancelled') throw new Refusal('job-ended', 'It has ended.');
        if (isReal(job.content) || isOpen(job.content)) {
          throw new Refusal('job-started', 'It was set going: its file stays as it is.');
        }
        const before = job.content.there[part];
        let now = job;
        if (before?.digest !== digest) {
          await files.put(job.subject, wordsOfPart(part, one), bytes);
          const content = await withPart(job, part, one).catch(async (error) => {
            // Another of its parts was replaced while it was read: whoever did that changed the record first.
            const isGone = error instanceof JobFailed && (await store.get(id))?.revision !== job.revision;
            if (!isGone) throw error;
          });
          const changed = content && (await store.change(job, { content, who, at: deps.now() }));
          // Somebody brought another part in the meantime.
          if (changed === undefined) {
            await files.remove(job.subject, wordsOfPart(part, one));
            continue;
          }
          if (before !== undefined) await files.remove(job.subject, wordsOfPart(part, before));
          now = changed;
        }
        const { parts, there } = now.content;
        const missing = Array.from({ length: parts }, (_, at) => at + 1).filter((at) => !(at in there));
        return { status: 200, body: { import: id, part, ...shown, missing }, headers: tagOf(now) };
      }
    },
  };
}
