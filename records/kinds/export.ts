import type { RecordKind } from '../record-kind.ts';
import type { CustomerSearch } from '../search.ts';
import type { InstanceFilter } from './bulk.ts';
import { type Job, jobKind } from './job.ts';

/** What is written to a file, and as what. */
export type Wanted =
  | {
      readonly what: 'customers';
      readonly format: 'csv' | 'vcard';
      /** Everybody, where neither is given. */
      readonly segment?: string;
      readonly search?: CustomerSearch;
    }
  | {
      readonly what: 'instances';
      readonly format: 'csv';
      readonly where: ExportFilter;
    }
  | {
      readonly what: 'journal';
      readonly format: 'csv' | 'xes';
      readonly where: ExportFilter;
    };

/** Which instances. */
export interface ExportFilter extends InstanceFilter {
  readonly process?: string;
  readonly status?: 'active' | 'paused' | 'done' | 'cancelled' | 'failed';
}

/** A file that is to be written; its pieces lie elsewhere, sealed under this record's key. */
export interface Export extends Job {
  readonly wanted: Wanted;
}

/** Sealed: a search names whom it looks for. */
export const exportKind: RecordKind<Export> = { ...jobKind<Export>('export'), personal: ['wanted'] };
