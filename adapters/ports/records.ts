import type { Who } from '../../engine/entry.ts';
import type { Lookup, RecordKind } from '../../records/record-kind.ts';

/** One version of a record: what people see, and what it was then. */
export interface Version<C extends object = object> {
  readonly kind: string;
  readonly id: string;
  /** 1, 2, 3, …: the number of changes so far, and the lock. */
  readonly revision: number;
  readonly content: C;
  /** Whose data key its personal fields are sealed under: `customer/0f7k…`. */
  readonly subject: string;
  /** Epoch milliseconds of this version, and of revision 1. */
  readonly at: number;
  readonly createdAt: number;
  readonly who: Who;
  /** A code that says why, where there is one. */
  readonly reason?: string;
  /** Names of the content's fields that differ from the version before. */
  readonly changed: readonly string[];
  /** True where it was removed with this version. */
  readonly removed?: true;
  /** For the store itself: what it is found by, and since which revision. */
  readonly held: readonly Held[];
}

/** A lookup as it is kept: nobody can tell from it what it stands for. */
export interface Held {
  readonly token: Uint8Array;
  readonly since: number;
}

/** What a record begins with. */
export interface Draft<C extends object> {
  readonly id: string;
  readonly content: C;
  /** Whose key seals it; the record's own where it is left out. */
  readonly subject?: string;
  readonly who: Who;
  readonly at: number;
  readonly reason?: string;
}

/** What becomes of a record. */
export interface Change<C extends object> {
  readonly content: C;
  readonly who: Who;
  readonly at: number;
  readonly reason?: string;
  readonly removed?: true;
}

/** One way to a record: a lookup, or a list that it stands in. */
export type Way =
  | { readonly lookup: Lookup }
  | { readonly owner: string }
  | { readonly team: string }
  | { readonly parent: string };

export interface PageQuery<C extends object> {
  /** Each group must lead to a record by at least one of its ways; without a group, all of the kind. */
  readonly within: readonly (readonly Way[])[];
  /** What each record on the page fulfils, whatever led to it; undefined asks nothing more. */
  readonly test?: (version: Version<C>) => boolean | Promise<boolean>;
  /** A first test on what is not sealed, so that other records need not be opened. */
  readonly glance?: (plain: Version<Partial<C>>) => boolean | Promise<boolean>;
  readonly limit: number;
  /** Only valid for the same `name`, ways and order. */
  readonly cursor?: string | undefined;
  /** Names the list in its cursor. */
  readonly name: string;
  readonly order?: 'oldest' | 'newest';
}

export interface RecordPage<C extends object> {
  readonly items: readonly Version<C>[];
  readonly cursor?: string;
}

/** The records of one kind. Every method throws `StoreUnavailable` when store or key service do not answer. */
export interface RecordsOf<C extends object> {
  /** Writes revision 1 under an id that no record has had; else shows the revision 1 that is there. */
  create(draft: Draft<C>): Promise<{ readonly created: boolean; readonly record: Version<C> }>;
  /** The newest version, or undefined: also where it was removed. */
  get(id: string): Promise<Version<C> | undefined>;
  /** As `get`, without what of it is sealed: no key is asked for. */
  glance(id: string): Promise<Version<Partial<C>> | undefined>;
  /** A version as it was. */
  at(id: string, revision: number): Promise<Version<C> | undefined>;
  /**
   * Writes the version after `before`; undefined where somebody was faster. What it is found by, the lists it stands
   * in and its customer's timeline follow before this returns. Throws `RecordTooLarge`.
   */
  change(before: Version<C>, change: Change<C>): Promise<Version<C> | undefined>;
  /**
   * A page in order of creation. It may hold fewer than `limit`, and even none, while there is a cursor: the work of a
   * page is bounded. Throws `InvalidCursor`.
   */
  page(query: PageQuery<C>): Promise<RecordPage<C>>;
  /** Completes what a killed writer left unfinished; true where there was something. */
  mend(id: string): Promise<boolean>;
}

/** One page of one segment of all records, or of the lists that they stand in. */
export interface MendPage {
  readonly of: 'records' | 'listings';
  readonly segment: number;
  readonly segments: number;
  readonly next?: string | undefined;
}

/** One page of one segment of all records, of which those of some kinds are looked at. */
export interface ErasePage extends Omit<MendPage, 'of'> {
  readonly kinds: readonly string[];
}

/** What people edit: append-only versions under ids, sealed, found by keyed lookups. */
export interface Records {
  /** A version of a record of any kind, without what of it is sealed. */
  glance(kind: string, id: string, revision: number): Promise<Version<object> | undefined>;
  of<C extends object>(kind: RecordKind<C>): RecordsOf<C>;
  /**
   * Completes what killed writers left, a page at a time; tells how many records there were that needed it, and where to
   * go on. Of `listings`: takes back what stands in lists and in no table, after a restore.
   */
  mendAll(page: MendPage): Promise<{ readonly mended: number; readonly next?: string }>;
  /**
   * Removes records for good, a page at a time, with their history and everything that they are found by: where the
   * newest version, without what of it is sealed, `isOver`. One that was removed is asked about too.
   */
  eraseAll(
    page: ErasePage,
    isOver: (newest: Version<object>) => Promise<boolean>,
  ): Promise<{ readonly erased: number; readonly next?: string }>;
}
