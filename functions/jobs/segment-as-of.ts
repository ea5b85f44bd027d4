import type { Records, Version } from '../../adapters/ports/records.ts';
import { type Segment, segmentKind } from '../../records/kinds/segment.ts';
import { JobFailed } from './work.ts';

/**
 * A segment as it is now or, for a plan that goes on, as it was at this revision when it was begun: a job is about one
 * filter. Throws `JobFailed`.
 */
export async function segmentAsOf(
  records: Records,
  segment: string,
  revision: number | undefined,
): Promise<Version<Segment>> {
  const segments = records.of(segmentKind);
  const found = await (revision === undefined ? segments.get(segment) : segments.at(segment, revision));
  if (found === undefined) throw new JobFailed('segment-unknown');
  return found;
}
