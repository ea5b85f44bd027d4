/**
 * Beginnings that a spreadsheet takes for a formula, as OWASP lists them for CSV injection, in half and full width, and
 * behind blanks, which some take off; an apostrophe in front of one is ours, or has to be told from ours.
 */
const FORMULA = /^'*\s*[=+\-@\t\r\n＝＋－＠]/;
const NEUTRAL = /^'+\s*[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet runs: with an apostrophe in front, where it would. `plainCell` takes it off again. */
export function neutralCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What a cell says: without the apostrophe that kept it from being run. */
export function plainCell(text: string): string {
  return NEUTRAL.test(text) ? text.slice(1) : text;
}
