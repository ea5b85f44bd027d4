import type { InstanceFilter } from '../../../records/kinds/bulk.ts';
import { rfc3339 } from '../rfc3339.ts';

/** A filter of instances as its request said it. */
export function shownFilter({ createdAfter, ...where }: InstanceFilter): Readonly<Record<string, unknown>> {
  return { ...where, ...(createdAfter !== undefined && { createdAfter: rfc3339(createdAfter) }) };
}
