import type { Version } from '../../../adapters/ports/records.ts';
import { rfc3339 } from '../rfc3339.ts';

/** Revision and times of a record as every answer tells them. */
export function timesOf({ revision, createdAt, at }: Version): {
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
} {
  return { revision, createdAt: rfc3339(createdAt), updatedAt: rfc3339(at) };
}
