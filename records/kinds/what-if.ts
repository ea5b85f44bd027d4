import { type Job, jobKind } from './job.ts';

/** What would have been decided, had another version been in force: a job that walks the journal. */
export interface WhatIf extends Job {
  readonly decision: string;
  /** A revision of the draft, or a published version. */
  readonly ask: { readonly draft: number } | { readonly version: number };
  /** Epoch milliseconds: transitions from this moment on, and before that one; up to now where that is absent. */
  readonly from: number;
  readonly to?: number;
  /** Of this process alone. */
  readonly process?: string;
}

export const whatIfKind = jobKind<WhatIf>('whatIf');

/** The pass in which it is decided again. */
export const REDECIDE = 'redecide';
