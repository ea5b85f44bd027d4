import { bulkPart } from './kinds/bulk.ts';
import { exportPart } from './kinds/export.ts';
import { importPart } from './kinds/import.ts';
import { whatIfPart } from './kinds/what-if.ts';
import type { AnyJobPart } from './part.ts';
import type { jobShelves } from './shelves.ts';

/** What each kind of job takes and answers. */
export const jobParts: Readonly<Record<(typeof jobShelves)[number]['kind'], AnyJobPart>> = {
  bulk: bulkPart,
  import: importPart,
  export: exportPart,
  whatIf: whatIfPart,
};
