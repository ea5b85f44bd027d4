/** What can be wrong with a file as a whole. */
const FLAWS = {
  empty: 'holds nothing',
  encoding: 'is neither UTF-8 nor GB18030 text',
  'column-twice': 'names a column twice',
  'no-column': 'has a first row that names no column',
  'too-many-columns': 'has too many columns',
  'too-many-rows': 'has too many rows',
  'row-too-large': 'has a row that is too large, or quotes that do not end',
  quotes: 'has quotes where they may not stand, or that do not end',
  'not-vcard': 'holds something outside its cards',
  'card-open': 'has a card that does not end',
} as const;

export type FlawCode = keyof typeof FLAWS;

/** Whether a code is one of a file's flaws. */
export function isFlaw(code: string | undefined): code is FlawCode {
  return code !== undefined && Object.hasOwn(FLAWS, code);
}

/** The sentence that tells a person what is wrong with the file. It never repeats what the file says. */
export function flawSentence(code: FlawCode, line?: number): string {
  return `The file ${FLAWS[code]}${line === undefined ? '' : ` (line ${line})`}.`;
}

/** A file that cannot be read as what it is said to be: nothing of it is taken. */
export class FileFlaw extends Error {
  readonly code: FlawCode;
  /** Where it was noticed; the first line is 1. */
  readonly line: number | undefined;

  constructor(code: FlawCode, line?: number) {
    super(flawSentence(code, line));
    this.name = 'FileFlaw';
    this.code = code;
    this.line = line;
  }
}
