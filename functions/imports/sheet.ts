import { readCsv, readCsvColumns } from '../../exchange/csv-reader.ts';
import { decoded, encodingOf } from '../../exchange/encoding.ts';
import type { Sheet } from '../../exchange/rows.ts';
import { readVcards, VCARD_COLUMNS } from '../../exchange/vcard-reader.ts';
import type { FilePart, Import } from '../../records/kinds/import.ts';
import type { SealedFiles } from '../sealed-files.ts';

/** The words that name a part of an import's file: another content is another file. */
export function wordsOfPart(part: number, { digest }: FilePart): readonly string[] {
  return ['part', String(part), digest];
}

/** Whether every part of the file is there. */
export function isComplete({ parts, there }: Import): boolean {
  return Object.keys(there).length === parts;
}

/** The whole file of an import as a table. Throws `FileFlaw`, also while its rows are read. */
export async function openSheet(files: SealedFiles, subject: string, content: Import): Promise<Sheet> {
  const { format, encoding, delimiter } = content;
  const numbers = Array.from({ length: content.parts }, (_, at) => at + 1);
  const chunks = () => chunksOf(files, subject, content, numbers);
  const text = decoded(chunks(), encoding ?? (await encodingOf(chunks())));
  return format === 'vcard' ? readVcards(text) : readCsv(text, delimiter);
}

/** The columns of a complete file, by its first part. Throws `FileFlaw`. */
export async function columnsOf(
  files: SealedFiles,
  subject: string,
  content: Import,
): Promise<readonly string[]> {
  const { format, encoding, delimiter, parts } = content;
  if (format === 'vcard') return VCARD_COLUMNS;
  const cut = parts > 1;
  const chunks = () => chunksOf(files, subject, content, [1]);
  const text = decoded(chunks(), encoding ?? (await encodingOf(chunks(), cut)), cut);
  return readCsvColumns(text, delimiter);
}

async function* chunksOf(
  files: SealedFiles,
  subject: string,
  { there }: Import,
  numbers: readonly number[],
): AsyncGenerator<Uint8Array, void> {
  for (const number of numbers) {
    const part = there[number];
    const bytes = part && (await files.get(subject, wordsOfPart(number, part)));
    if (bytes !== undefined) yield bytes;
  }
}
