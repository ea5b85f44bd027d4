import { plainKind } from '../record-kind.ts';
import type { RetiringKind } from '../retiring.ts';

/** What a rule is for: the finished instances of a process, or the records of a kind. */
export type RetentionOf = { readonly process: string } | { readonly records: RetiringKind };

/** How long something is kept after its last change. */
export type Retention = RetentionOf & { readonly days: number };

/** There is one rule of each, under an id that is made of what it is for. */
export function retentionId(of: RetentionOf): string {
  // An id has no dots; what a rule is for is compared where it is read.
  return 'process' in of ? `process-${of.process.replaceAll('.', '_')}` : `records-${of.records}`;
}

export const retentionKind = plainKind<Retention>('retention');
