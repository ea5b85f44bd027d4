import type { Channel, Template } from '../../templates/template.ts';
import { plainKind } from '../record-kind.ts';
import type { Titles } from '../titles.ts';

/** A template as people work on it: a draft, and what was published of it. */
export interface TemplateRecord {
  readonly title: Titles;
  /** Whose fields it may print: `customer`, or a process and the customer as well. */
  readonly about: string;
  readonly channel: Channel;
  /** May be wrong. */
  readonly draft: Template['languages'];
  /** The newest version: what is sent. Those before it stand in the record's earlier revisions. */
  readonly published?: Published;
  /** Every version, the first one first, and the revision of the record that published it. */
  readonly versions: readonly PublishedAt[];
}

/** A version: it never changes. */
export interface Published {
  readonly version: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly languages: Template['languages'];
}

export interface PublishedAt extends Pick<Published, 'version' | 'at'> {
  readonly revision: number;
}

export const templateKind = plainKind<TemplateRecord>('template');
