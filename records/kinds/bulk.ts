import { type Job, jobKind } from './job.ts';

/** Which instances of a process: those for which all that is given is true when the work is planned. */
export interface InstanceFilter {
  readonly state?: string;
  readonly key?: string;
  readonly customer?: string;
  /** Epoch milliseconds, exclusive. */
  readonly createdAfter?: number;
}

/** What is done to each of many. */
export type Deed = { readonly process: string } & (
  | {
      readonly action: 'start';
      /** The segment whose customers get an instance each. */
      readonly segment: string;
      readonly input: Readonly<Record<string, unknown>>;
      /** The field of the input that the customer's id goes to. */
      readonly as: string;
      /** What the keys of the starts begin with, where not each job starts anew: who has such an instance gets no other. */
      readonly key?: string;
    }
  | {
      readonly action: 'advance';
      readonly where: InstanceFilter;
      readonly event: { readonly type: string } & Readonly<Record<string, unknown>>;
    }
  | {
      readonly action: 'pause' | 'resume' | 'cancel';
      readonly where: InstanceFilter;
      readonly reason: string;
    }
  | { readonly action: 'migrate'; readonly where: InstanceFilter }
);

/** One deed for thousands. */
export interface Bulk extends Job {
  readonly deed: Deed;
}

export const bulkKind = jobKind<Bulk>('bulk');

/** The pass in which it is done. */
export const DO = 'do';
