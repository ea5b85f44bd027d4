import { readCsv, readCsvColumns } from '../../exchange/csv-reader.ts';
import { decoded, encodingOf } from '../../exchange/encoding.ts';
import type { Sheet } from '../../exchange/rows.ts';
import { readVcards, VCARD_COLUMNS } from '../../exchange/vcard-reader.ts';
import type { FilePart, Import } from '../../records/kinds/import.ts';
import { there } from '../jobs/work.ts';
import type { SealedFiles } from '../sealed-files.ts';

/** The words that name a part of an import's file: whatever is brought is a file of its own. */
export function wordsOfPart(part: number, { digest, copy }: FilePart): readonly string[] {
  return ['part', String(part), digest, ...(copy === undefined ? [] : [copy])];
}

/** Whether every part of the file is there. */
export function isComplete({ parts, there }: Import): boolean {
  return Object.keys(there).length === parts;
}

/** The whole file of an import as a table. Throws `FileFlaw`, also while its rows are read; `JobFailed` where a part is gone. */
export async function openSheet(files: SealedFiles, subject: string, content: Import): Promise<Sheet> {
  const { format, encoding, delimiter } = content;
  const chunks = () => chunksOf(files, subject, content);
  const text = decoded(chunks(), encoding ?? (await encodingOf(chunks())));
  return format === 'vcard' ? readVcards(text) : readCsv(text, delimiter);
}

/** The columns of a complete file, by its first parts: mostly one. Throws `FileFlaw`. */
export async function columnsOf(
  files: SealedFiles,
  subject: string,
  content: Import,
): Promise<readonly string[]> {
  const { format, encoding, delimiter, parts } = content;
  if (format === 'vcard') return VCARD_COLUMNS;
  const cut = parts > 1;
  const chunks = () => untilLine(chunksOf(files, subject, content));
  const text = decoded(chunks(), encoding ?? (await encodingOf(chunks(), cut)), cut);
  return readCsvColumns(text, delimiter);
}

async function* chunksOf(
  files: SealedFiles,
  subject: string,
  { parts, there: all }: Import,
): AsyncGenerator<Uint8Array, void> {
  for (let number = 1; number <= parts; number++) {
    const part = all[number];
    yield there(part && (await files.get(subject, wordsOfPart(number, part))));
  }
}

/** Up to the chunk in which the first line ends that holds anything. */
async function* untilLine(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let begun = false;
  for await (const chunk of chunks) {
    yield chunk;
    for (const byte of chunk) {
      if (begun && (byte === 0x0a || byte === 0x0d)) return;
      begun ||= byte > 0x20;
    }
  }
}
