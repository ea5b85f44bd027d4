import type { Version } from '../../adapters/ports/records.ts';
import { type Export, exportKind, type Wanted } from '../../records/kinds/export.ts';
import { customerStretch } from '../exports/customers.ts';
import type { ExportDeps } from '../exports/deps.ts';
import { instanceStretch, journalStretch } from '../exports/instances.ts';
import { inPieces, wordsOfPiece } from '../exports/pieces.ts';
import type { Stretch } from '../exports/stretch.ts';
import type { JobWork, PlanStep } from './work.ts';

/** Bytes of a piece at most: as JSON, every one of them escaped, it fits into what a function may answer. */
const PIECE = 768 * 1024;

/** Where to go on, and how many pieces there are. */
interface From {
  readonly pieces: number;
  readonly inner: unknown;
}

/** What a part of an export tells: how many pieces there are up to its end, and the draft that its own belong to. */
export interface ExportPart {
  readonly pieces: number;
  readonly draft: string;
}

/** Writes a file: it is written while it is planned, since nothing but its order divides it. */
export function createExportWork(deps: ExportDeps, pieceBytes = PIECE): JobWork<Export> {
  function stretch(wanted: Wanted, from: unknown): Promise<Stretch> {
    if (wanted.what === 'customers') return customerStretch(deps, wanted, from);
    return wanted.what === 'instances'
      ? instanceStretch(deps, wanted, from)
      : journalStretch(deps, wanted, from);
  }

  return {
    kind: exportKind,
    inOrder: false,

    async plan(job: Version<Export>, from, draft): Promise<PlanStep> {
      const { pieces: before, inner } = (from ?? { pieces: 0, inner: undefined }) as From;
      const { text, items, onward } = await stretch(job.content.wanted, inner);
      let pieces = before;
      for (const bytes of inPieces(text, pieceBytes)) {
        pieces += 1;
        await deps.files.put(job.subject, wordsOfPiece(draft, pieces), bytes);
      }
      const content: ExportPart = { pieces, draft };
      const next: From = { pieces, inner: onward };
      return { part: { items, content }, ...(onward !== undefined && { onward: next }) };
    },

    run: async (_, { items }) => ({ tally: { written: items }, content: null }),
  };
}
