import type { ApiDeps } from '../api/deps.ts';
import { createSealedFiles } from '../sealed-files.ts';
import { type BulkDeps, createBulkWork } from './bulk.ts';
import { createExportWork } from './export.ts';
import { createImportWork } from './import.ts';
import { createWhatIfWork } from './what-if.ts';
import type { AnyWork } from './work.ts';

export interface WorkDeps
  extends Omit<BulkDeps, 'customers' | 'projection' | 'timeline'>,
    Pick<ApiDeps, 'customers' | 'declared' | 'projection' | 'definitions' | 'timeline' | 'files' | 'safe'> {}

/** Every kind of job, and how it is done. */
export function createWorks(deps: WorkDeps): readonly AnyWork[] {
  const sealed = { ...deps, files: createSealedFiles(deps.files, deps.safe) };
  return [createBulkWork(deps), createImportWork(sealed), createExportWork(sealed), createWhatIfWork(deps)];
}
