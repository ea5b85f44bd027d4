import type { ApiDeps } from '../api/deps.ts';
import type { SealedFiles } from '../sealed-files.ts';

/** What exporting needs. */
export interface ExportDeps
  extends Pick<
    ApiDeps,
    'records' | 'customers' | 'timeline' | 'engine' | 'projection' | 'definitions' | 'now'
  > {
  readonly files: SealedFiles;
  /** Characters after which a stretch ends; `ENOUGH` where it is left out. */
  readonly enough?: number;
}
