import type { Who } from '../../engine/entry.ts';
import type { Customer, CustomerContent } from '../../records/kinds/customer.ts';
import type { Merge } from '../../records/kinds/merge.ts';
import type { CustomerSearch } from '../../records/search.ts';
import type { Change, Draft, PageQuery, RecordPage, Version } from './records.ts';

/** Where a list of customers goes on, and how much of it is wanted. */
export type PageWish = Pick<PageQuery<CustomerContent>, 'limit' | 'cursor' | 'order'>;

/** What became of a merging: the survivor, or why there is none. */
export type Merged =
  | { readonly survivor: Version<Customer> }
  | { readonly refused: 'survivor-unknown' | 'duplicate-unknown' | 'duplicate-merged' | 'same' | 'too-many' }
  /** Somebody changed the survivor in the meantime: it stands at this revision. */
  | { readonly refused: 'revision'; readonly revision: number };

/** Customers: records whose old ids lead to the one that they were merged into. */
export interface Customers {
  create(draft: Draft<Customer>): Promise<{ readonly created: boolean; readonly record: Version<Customer> }>;
  /** The customer under this id, or the one that it was merged into. */
  get(id: string): Promise<Version<Customer> | undefined>;
  /** A version of this very id, as it was. */
  at(id: string, revision: number): Promise<Version<CustomerContent> | undefined>;
  /** As `RecordsOf.change`. What stands there is not merged away by it. */
  change(before: Version<Customer>, change: Change<Customer>): Promise<Version<Customer> | undefined>;
  /** As `RecordsOf.mend`. */
  mend(id: string): Promise<boolean>;
  /** Everyone who is found, newest first. A page may hold fewer than wanted while there is a cursor. */
  search(search: CustomerSearch, wish: PageWish): Promise<RecordPage<Customer>>;
  /** As `RecordsOf.page`, without what was merged away. */
  page(query: PageQuery<Customer>): Promise<RecordPage<Customer>>;
  /**
   * Every id that a customer has had: the present one first, then those that were merged into it. An id that no
   * customer has stands for itself.
   */
  idsOf(id: string): Promise<readonly string[]>;
  /** Makes one customer of two. `revision`: only where the survivor is at it. May be repeated. */
  merge(merge: Merge, who: Who, revision?: number): Promise<Merged>;
  /** Completes a merging that a killed process began. */
  settle(): Promise<void>;
}
