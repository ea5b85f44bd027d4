/** What is wrong with one row; never what it says. */
export interface RowProblem {
  /** The column that it is about; null for the row as a whole. */
  readonly column: string | null;
  readonly code: 'ragged' | 'too-long' | 'not-valid' | 'missing' | 'not-readable';
  readonly message: string;
}

/** One row of a file. */
export interface Row {
  /** Its place in the file, as a spreadsheet counts: the row that names the columns is 1. Of vCards: 1, 2, 3 … */
  readonly row: number;
  /** As many as there are columns. */
  readonly cells: readonly string[];
  /** Why it cannot be used, where it cannot. */
  readonly problem?: RowProblem;
}

/** A file as a table: its columns, and its rows as they are read. */
export interface Sheet {
  /** Names of the columns, in order; an empty one has no name and cannot be used. */
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<Row>;
}

/** What a file may hold at most. */
export const MOST = { rows: 200_000, columns: 200, cell: 32_767, rowBytes: 256 * 1024 } as const;
