import { stringify } from 'csv-stringify/sync';
import { neutralCell } from './formula.ts';

/** What a CSV file begins with, so that every spreadsheet takes it for UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/**
 * Rows as RFC 4180 has them, lines ended by CR and LF. No cell is run as a formula, and none is taken for two by a reader
 * that expects another delimiter.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(neutralCell));
  return stringify(cells, { record_delimiter: 'windows', quoted_match: /[,;\t"\r\n]|^\s|\s$/ });
}
