import { plainKind, type RecordKind } from '../record-kind.ts';

/** What stays of an instance that has retired, under its id: that it was there, how it ended, and by which hash. */
export interface Retired {
  readonly process: string;
  readonly version: number;
  readonly status: 'done' | 'failed' | 'cancelled';
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly endedAt: number;
  readonly retiredAt: number;
  readonly revisions: number;
  /** Of the last entry: with it, a copy of the journal can be proved to be the one that was removed. */
  readonly hash: string;
}

/** It stands in no list, and holds nothing that is personal. */
export const retiredKind: RecordKind<Retired> = {
  ...plainKind('retired'),
  places: () => ({ listed: false }),
};
