import { plainKind } from '../record-kind.ts';
import type { Titles } from '../titles.ts';

/** A team; its members are the people who name it. */
export interface Team {
  readonly title: Titles;
}

export const teamKind = plainKind<Team>('team');
