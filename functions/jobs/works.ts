import { type BulkDeps, createBulkWork } from './bulk.ts';
import type { AnyWork } from './work.ts';

/** Every kind of job, and how it is done. */
export function createWorks(deps: BulkDeps): readonly AnyWork[] {
  return [createBulkWork(deps)];
}
