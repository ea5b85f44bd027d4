import { pipeline, Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { FileFlaw } from './file-flaw.ts';
import { plainCell } from './formula.ts';
import { MOST, type Row, type Sheet } from './rows.ts';

const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * A CSV text as a table: RFC 4180, with `,`, `;` or tabs between cells, whichever there are most of in the first line
 * unless told. Rows are read as they are asked for, and memory is bounded whatever the file. A row with another number
 * of cells than there are columns has a `problem`; rows without any text are left out. Throws `FileFlaw`, also while
 * rows are read.
 */
export async function readCsv(text: AsyncIterable<string>, delimiter?: Delimiter): Promise<Sheet> {
  const { first, whole } = await peek(text);
  const records = parsed(whole, { delimiter: delimiter ?? likelyDelimiter(first) });
  const columns = await columnsIn(records);
  return { columns, rows: rowsOf(records, columns) };
}

/** The columns alone, of a text that may be cut off behind them. Throws `FileFlaw`. */
export async function readCsvColumns(
  text: AsyncIterable<string>,
  delimiter?: Delimiter,
): Promise<readonly string[]> {
  const { first, whole } = await peek(text);
  return columnsIn(parsed(whole, { delimiter: delimiter ?? likelyDelimiter(first), to: 1 }));
}

async function columnsIn(records: AsyncGenerator<Parsed, undefined>): Promise<readonly string[]> {
  const { value: header } = await records.next();
  if (header === undefined) throw new FileFlaw('empty');
  const columns = header.record.map((name) => plainCell(name).trim());
  checkColumns(columns);
  return columns;
}

function checkColumns(columns: readonly string[]): void {
  const names = columns.filter((name) => name !== '');
  if (names.length === 0) throw new FileFlaw('no-column', 1);
  if (columns.length > MOST.columns) throw new FileFlaw('too-many-columns', 1);
  if (new Set(names).size < names.length) throw new FileFlaw('column-twice', 1);
  if (names.some((name) => name.length > 200)) throw new FileFlaw('row-too-large', 1);
}

async function* rowsOf(records: AsyncIterable<Parsed>, columns: readonly string[]): AsyncGenerator<Row> {
  let row = 1;
  let found = 0;
  for await (const { record, info } of records) {
    row += 1;
    if (record.every((cell) => cell.trim() === '')) continue;
    found += 1;
    if (found > MOST.rows) throw new FileFlaw('too-many-rows', info.lines);
    yield toRow(row, record, columns);
  }
}

function toRow(row: number, record: readonly string[], columns: readonly string[]): Row {
  if (record.length !== columns.length) {
    const message = `has ${record.length} cells where there are ${columns.length} columns`;
    return { row, cells: [], problem: { column: null, code: 'ragged', message } };
  }
  const long = record.findIndex((cell) => cell.length > MOST.cell);
  if (long >= 0) {
    const message = `must not have more than ${MOST.cell} characters`;
    return { row, cells: [], problem: { column: columns[long] ?? null, code: 'too-long', message } };
  }
  return { row, cells: record.map(plainCell) };
}

async function* parsed(
  text: AsyncIterable<string>,
  options: { readonly delimiter: Delimiter; readonly to?: number },
): AsyncGenerator<Parsed, undefined> {
  const parser = parse({
    ...options,
    ...{ info: true, relax_column_count: true, max_record_size: MOST.rowBytes },
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  const source = Readable.from(text, { objectMode: true, highWaterMark: 1 });
  pipeline(source, parser, () => {});
  try {
    for await (const record of parser) yield record as Parsed;
  } catch (error) {
    throw toFlaw(error);
  } finally {
    source.destroy();
  }
}

/** The parser's own message repeats what it read: only where it stands is passed on. */
function toFlaw(error: unknown): unknown {
  const { code, lines } = error as Partial<CsvError> & { readonly lines?: number };
  if (error instanceof FileFlaw || typeof code !== 'string') return error;
  if (code === 'CSV_MAX_RECORD_SIZE') return new FileFlaw('row-too-large', lines);
  return /QUOTE/.test(code) ? new FileFlaw('quotes', lines) : error;
}

/** The first line of a text, and all of it. */
async function peek(text: AsyncIterable<string>) {
  const pieces = text[Symbol.asyncIterator]();
  let begun = '';
  let done = false;
  while (!/[\r\n]/.test(begun.trimStart()) && begun.length < MOST.rowBytes && !done) {
    const next = await pieces.next();
    if (next.done) done = true;
    else begun += next.value;
  }
  if (done && begun.trim() === '') throw new FileFlaw('empty');
  async function* whole() {
    // Lines in front of the columns' names would be taken for a row without names.
    yield begun.replace(/^[\r\n]+/, '');
    while (!done) {
      const next = await pieces.next();
      if (next.done) return;
      yield next.value;
    }
  }
  return { first: begun.trimStart().split(/[\r\n]/, 1)[0] ?? '', whole: whole() };
}

function likelyDelimiter(line: string): Delimiter {
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((one) => [bare.split(one).length, one] as const);
  return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1];
}
