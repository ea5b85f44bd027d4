import type { Version } from '../../adapters/ports/records.ts';
import type { Export } from '../../records/kinds/export.ts';
import type { SealedFiles } from '../sealed-files.ts';
import { wordsOfPiece } from './pieces.ts';

/** Removes the file that an export wrote. May be repeated. */
export async function forgetExport(files: SealedFiles, { subject }: Version<Export>): Promise<void> {
  let pieces = 0;
  while ((await files.get(subject, wordsOfPiece(pieces + 1))) !== undefined) pieces += 1;
  // From the last one on: whoever is interrupted finds the others the next time.
  for (let piece = pieces; piece > 0; piece--) await files.remove(subject, wordsOfPiece(piece));
}
