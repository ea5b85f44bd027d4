import type { EffectToken, Entry, Status } from './entry.ts';

/**
 * The journal of all instances: append only. Every method throws `StoreUnavailable` when the store does not
 * answer, and every read is strongly consistent.
 */
export interface Journal {
  /**
   * Writes the entry where no entry has its instance and revision yet. `appended` also when an earlier try of
   * the same commit had succeeded and only its answer was lost. Throws `TooLarge` before anything is sent.
   */
  append(entry: Entry): Promise<'appended' | 'conflict'>;
  /** The newest entry, or undefined. */
  head(instance: string): Promise<Entry | undefined>;
  at(instance: string, revision: number): Promise<Entry | undefined>;
  /** Entries from revision `from` on, in order, at most `limit`. */
  read(instance: string, from: number, limit: number): Promise<readonly Entry[]>;
  /** The entry whose caller's event id is `id`, among those with `indexed` set. */
  findIndexed(instance: string, id: string): Promise<Entry | undefined>;
  /** Walks one of `of` segments: each instance's newest revision, page by page; `next` is absent at the end. */
  heads(segment: number, of: number, next?: string): Promise<HeadsPage>;
}

export interface HeadsPage {
  readonly heads: readonly { readonly instance: string; readonly revision: number }[];
  readonly next?: string;
}

/** One instance as lists and schedules see it: derived from the journal, never the truth. */
export interface ProjectionItem {
  readonly instance: string;
  readonly process: string;
  readonly version: number;
  readonly key?: string;
  readonly customer?: string;
  readonly status: Status;
  /** Dotted paths of the active leaf states; the first is the one that lists are indexed by. */
  readonly states: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly revision: number;
  /** Revision up to which everything was handed on. */
  readonly relayed: number;
  /** Epoch milliseconds at which the sweep must look at it again; absent where nothing waits. */
  readonly due?: number;
}

/** A list's filter. `state` is a dotted path and matches below it. */
export interface ListQuery {
  readonly processes: readonly string[];
  readonly status?: Status;
  readonly state?: string;
  readonly key?: string;
  readonly customer?: string;
  /** Epoch milliseconds, exclusive. */
  readonly createdAfter?: number;
  readonly order: 'oldest' | 'newest';
}

export interface Projection {
  get(instance: string): Promise<ProjectionItem | undefined>;
  /**
   * Writes the item if the stored one still has `over` as its `relayed` (undefined: if there is none).
   * False when another writer was faster.
   */
  put(item: ProjectionItem, over: number | undefined): Promise<boolean>;
  /** Moves `due` alone, if the item still stands at `revision`. */
  postpone(instance: string, revision: number, due: number | undefined): Promise<boolean>;
  remove(instance: string): Promise<void>;
  /** Full pages except the last; `cursor` is opaque and only valid for the same query. */
  list(query: ListQuery, limit: number, cursor?: string): Promise<ListPage>;
  /** Instances of one shard whose `due` is at or before `until`, soonest first, page by page. */
  due(shard: number, until: number, next?: string): Promise<DuePage>;
}

export interface ListPage {
  readonly items: readonly ProjectionItem[];
  readonly cursor?: string;
}

export interface DuePage {
  readonly instances: readonly { readonly instance: string; readonly due: number }[];
  readonly next?: string;
}

/** Number of shards of the `due` index; a constant of the data, not of the code. */
export const DUE_SHARDS = 16;

/** What the queue carries: which effect to perform, which timer is due, which effect has run out of time. */
export interface Message extends EffectToken {
  readonly kind: 'effect' | 'timer' | 'deadline';
  readonly instance: string;
  /** Effects: which attempt this is, from 1. */
  readonly attempt?: number;
}

export interface Queue {
  /** Delays are whole seconds, at most 900. Throws where any message was not taken. */
  send(messages: readonly { readonly message: Message; readonly delaySeconds: number }[]): Promise<void>;
}
