import type { Filter } from '../filter.ts';
import { plainKind, type RecordKind } from '../record-kind.ts';
import type { Titles } from '../titles.ts';

/** A saved filter: whoever belongs to it now. */
export interface Segment {
  readonly title: Titles;
  readonly filter: Filter;
}

/** A filter may name people: it is sealed. */
export const segmentKind: RecordKind<Segment> = { ...plainKind<Segment>('segment'), personal: ['filter'] };
