import type { TableNames } from '../../adapters/tables.ts';

/** One event that one sender sends. */
export interface Sending {
  readonly id: string;
  readonly n: number;
  /** Only if the instance still stands there. */
  readonly revision?: number;
}

/** What a process of senders is told to send, all at once. */
export interface Round {
  readonly endpoint: string;
  readonly names: TableNames;
  readonly instance: string;
  /** How many engines the process has, its senders dealt out over them: 1 is a warm function. */
  readonly engines: number;
  readonly sendings: readonly Sending[];
}

/** What became of an event: acknowledged at a revision, or refused with a code. */
export type Outcome = { readonly id: string; readonly n: number } & (
  | { readonly acknowledged: true; readonly revision: number; readonly repeated: boolean }
  | { readonly acknowledged: false; readonly code: string }
);
