import * as z from 'zod';
import { next } from '../output-fields.ts';

const problem = z
  .strictObject({
    column: z.string().nullable().meta({ description: 'The column; null for the row as a whole.' }),
    code: z.enum(['ragged', 'too-long', 'not-valid', 'missing', 'not-readable']),
    message: z.string(),
  })
  .meta({ id: 'RowProblem' });

const row = z
  .strictObject({
    row: z.int().meta({
      description: 'Its place in the file: the row that names the columns is 1. Of cards: 1, 2, 3 …',
    }),
    outcome: z.enum(['created', 'updated', 'duplicate', 'ambiguous', 'invalid']).meta({
      description: '`ambiguous` means several customers: its mail and its number are not the same one’s.',
    }),
    customer: z.string().nullable().meta({
      description: 'Whom it made, changed or means; in a dry run, under which id it would be made.',
    }),
    sameAs: z.int().nullable().meta({ description: 'The earlier row that means the same customer.' }),
    problems: z.array(problem),
  })
  .meta({ id: 'ReportRow' });

/** A piece of a text file. */
export const pieceShape = {
  part: z.int(),
  parts: z.int(),
  mediaType: z.string(),
  text: z.string(),
};

/** What the operations on an import's file and report answer on success. */
export const importOutputs = {
  putImportPart: z
    .strictObject({
      import: z.string(),
      part: z.int(),
      bytes: z.int(),
      digest: z.string().meta({ description: 'SHA-256 of the bytes, in hexadecimal.' }),
      missing: z.array(z.int()).meta({ description: 'Parts of the file that are not there yet.' }),
    })
    .meta({ id: 'FilePart' }),
  readImportReport: z.strictObject({ items: z.array(row), cursor: next }).meta({ id: 'ReportPage' }),
  removeImport: z.strictObject({ import: z.string() }).meta({ id: 'RemovedImport' }),
  getImportReportFile: z.strictObject({ import: z.string(), ...pieceShape }).meta({ id: 'ReportPiece' }),
} as const;

export type ReportRow = z.output<typeof row>;
