import type { RecordKind } from '../record-kind.ts';
import { INTERRUPTED, type Job, jobKind } from './job.ts';

/** What becomes of a row that means somebody who is there already. */
export type Duplicates = 'skip' | 'update' | 'create';

/** The pass that tells what would become of each row, and the one that does it. */
export const DRY = 'dry';
export const REAL = 'real';

/** A part of a file that is there. */
export interface FilePart {
  readonly bytes: number;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
  /** Tells it from the same content brought at another time: who takes that away leaves this. */
  readonly copy?: string;
}

/** A file of customers that is to be taken in; its parts lie elsewhere, sealed under this record's key. */
export interface Import extends Job {
  readonly format: 'csv' | 'vcard';
  readonly duplicates: Duplicates;
  /** The file's own name, where it was told. */
  readonly name?: string;
  /** How many parts the file has; and those that are there, by their numbers. */
  readonly parts: number;
  readonly there: Readonly<Record<string, FilePart>>;
  /** ISO 3166: of phone numbers and addresses that name none. */
  readonly country?: string;
  readonly encoding?: 'utf-8' | 'gb18030' | 'utf-16le';
  readonly delimiter?: ',' | ';' | '\t';
  /** Once the file is complete: its columns, or a code that says why there are none. */
  readonly columns?: readonly string[];
  readonly flaw?: string;
  /** Which column fills which field, as it was said last. */
  readonly mapping?: readonly { readonly column: string; readonly field: string }[];
}

/** Whether rows of it may have become customers: from then on file and mapping stay as they are. */
export function isReal({ pass, ended }: Import): boolean {
  return pass === REAL && (ended?.code === undefined || ended.code === INTERRUPTED);
}

/** Sealed: whatever tells about the content. A file without a first row of names has a customer in its place. */
export const importKind: RecordKind<Import> = {
  ...jobKind<Import>('import'),
  personal: ['name', 'there', 'columns', 'mapping'],
};
