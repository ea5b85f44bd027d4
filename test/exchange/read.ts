import { readCsv } from '../../exchange/csv-reader.ts';
import { decoded, encodingOf } from '../../exchange/encoding.ts';
import type { Row } from '../../exchange/rows.ts';

/** Bytes in pieces of a size: of a character's bytes, some may stand in one piece and some in the next. */
export function pieces(bytes: Uint8Array, size = 7): readonly Uint8Array[] {
  const count = Math.ceil(bytes.byteLength / size);
  return Array.from({ length: count }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
}

export async function rowsOf(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** A CSV file as an import reads it: its encoding is found first. */
export async function readBytes(bytes: Uint8Array, size?: number) {
  const chunks = pieces(bytes, size);
  const { columns, rows } = await readCsv(decoded(chunks, await encodingOf(chunks)));
  return { columns, rows: await rowsOf(rows) };
}
