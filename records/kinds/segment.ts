import type { Filter } from '../filter.ts';
import { plainKind } from '../record-kind.ts';
import type { Titles } from '../titles.ts';

/** A saved filter: whoever belongs to it now. */
export interface Segment {
  readonly title: Titles;
  readonly filter: Filter;
}

export const segmentKind = plainKind<Segment>('segment');
