import { plainKind } from '../record-kind.ts';

/** Values that the duplicate's win over the survivor's. */
export const TAKEN = [
  ...(['name', 'email', 'phone', 'address', 'language', 'timeZone'] as const),
  ...(['owner', 'team', 'account', 'position', 'consent', 'fields'] as const),
] as const;

export type Taken = (typeof TAKEN)[number];

/** One merging: whose id goes on, whose redirects to it, and which values are the duplicate's. */
export interface Merge {
  readonly survivor: string;
  readonly duplicate: string;
  readonly take: readonly Taken[];
}

/** All mergings of the company, one version each: they happen one after the other. */
export const mergeKind = plainKind<Merge>('merge');

/** The id of the one record of this kind. */
export const MERGES = 'all';
