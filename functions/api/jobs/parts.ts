import { bulkPart } from './kinds/bulk.ts';
import type { AnyJobPart } from './part.ts';
import type { jobShelves } from './shelves.ts';

/** What each kind of job takes and answers. */
export const jobParts: Readonly<Record<(typeof jobShelves)[number]['kind'], AnyJobPart>> = {
  bulk: bulkPart,
};
