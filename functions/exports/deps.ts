import type { ApiDeps } from '../api/deps.ts';
import type { SealedFiles } from '../sealed-files.ts';

/** What exporting needs. */
export interface ExportDeps
  extends Pick<
    ApiDeps,
    'records' | 'customers' | 'timeline' | 'engine' | 'projection' | 'definitions' | 'now'
  > {
  readonly files: SealedFiles;
}
