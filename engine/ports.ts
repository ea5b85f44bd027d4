import type { EffectToken, Entry, Status, Token } from './entry.ts';

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

/** Reference data (a calendar, a table) in one of its revisions. */
export interface Reference {
  readonly revision: number;
  /** What the machine reads: its kind says what it is. Never changed in place. */
  readonly value: unknown;
}

/** Where reference data comes from. */
export interface References {
  /** The newest revision, or one of a moment ago; undefined where there is none. */
  get(kind: string, id: string): Promise<Reference | undefined>;
}

export interface HeadsPage {
  /** `mark` is that of the entry (`markOf`). */
  readonly heads: readonly { readonly instance: string; readonly revision: number; readonly mark: string }[];
  readonly next?: string;
}

/** Why an instance was set aside: it could not be handled for a reason of its own. */
export interface Parked {
  readonly code: string;
  /** Epoch milliseconds of the first time. */
  readonly at: number;
  readonly tries: number;
}

/** Up to where everything of an instance was handed on: a revision, and the mark of its entry. */
export interface Handed {
  readonly relayed: number;
  /** Tells the entry from another of the same revision, which was there before the journal was restored. */
  readonly mark: string;
}

/** One instance as lists and schedules see it: derived from the journal, never the truth. */
export interface ProjectionItem extends Handed {
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
  /** Epoch milliseconds at which the sweep must look at it again; absent where nothing waits. */
  readonly due?: number;
  readonly parked?: Parked;
}

/** A list's filter. `state` is a dotted path and matches below it. */
export interface ListQuery {
  readonly processes: readonly string[];
  readonly status?: Status;
  readonly state?: string;
  readonly key?: string;
  readonly customer?: string;
  /** Other ids of this customer, whose instances count as its own. */
  readonly alsoCustomers?: readonly string[];
  /** Only those that were set aside. */
  readonly parked?: true;
  /** Epoch milliseconds, exclusive. */
  readonly createdAfter?: number;
  readonly order: 'oldest' | 'newest';
}

export interface Projection {
  get(instance: string): Promise<ProjectionItem | undefined>;
  /**
   * Writes the item if everything was handed on up to `over` in the stored one (undefined: if there is none).
   * False when another writer was faster.
   */
  put(item: ProjectionItem, over: Handed | undefined): Promise<boolean>;
  /** Moves `due`, and forgets why the instance was set aside, if the item still stands at `revision`. */
  postpone(instance: string, revision: number, due: number | undefined): Promise<boolean>;
  /** Moves `due` alone, if the item stands below `revision`: somebody was asked to bring it forward. */
  expect(instance: string, revision: number, due: number): Promise<boolean>;
  /** Says that the instance is set aside until `due`. False where there is no item. */
  park(instance: string, parked: Parked, due: number): Promise<boolean>;
  /** Removes the item; where `at` is given, only if everything was handed on up to there and no further. */
  remove(instance: string, at?: Handed): Promise<void>;
  /** Walks one of `of` segments: every instance that has an item, page by page; `next` is absent at the end. */
  instances(segment: number, of: number, next?: string): Promise<InstancesPage>;
  /** As `instances`, with all that the items say. */
  items(segment: number, of: number, next?: string): Promise<ItemsPage>;
  /** Full pages except the last; `cursor` is opaque and only valid for the same query. */
  list(query: ListQuery, limit: number, cursor?: string): Promise<ListPage>;
  /** Instances of one shard whose `due` is at or before `until`, soonest first, page by page. */
  due(shard: number, until: number, next?: string): Promise<DuePage>;
}

export interface InstancesPage {
  readonly instances: readonly string[];
  readonly next?: string;
}

export interface ItemsPage {
  readonly items: readonly ProjectionItem[];
  readonly next?: string;
}

/** Takes away what retires: apart from everything else, for whom the journal is append only. */
export interface Removals {
  /** Removes these entries of an instance. */
  entries(instance: string, revisions: readonly number[]): Promise<void>;
  /** Takes tasks off the board. */
  tasks(tasks: readonly string[]): Promise<void>;
}

/** What stays of an instance that has retired. */
export interface Tombstone {
  readonly instance: string;
  readonly process: string;
  readonly version: number;
  readonly status: 'done' | 'failed' | 'cancelled';
  /** Epoch milliseconds of its first and its last entry, and of its retirement. */
  readonly createdAt: number;
  readonly endedAt: number;
  readonly retiredAt: number;
  readonly revisions: number;
  /** The last entry's. */
  readonly hash: string;
}

export interface Tombstones {
  /** Keeps it; one of the same last entry stays as it is. */
  put(tombstone: Tombstone): Promise<void>;
  has(instance: string): Promise<boolean>;
}

export interface ListPage {
  readonly items: readonly ProjectionItem[];
  readonly cursor?: string;
}

export interface DuePage {
  readonly instances: readonly { readonly instance: string; readonly due: number }[];
  readonly next?: string;
}

/** A task as inboxes see it: derived from the journal, never the truth. */
export interface TaskItem {
  /** `taskId`: an opaque, URL-safe id. */
  readonly task: string;
  readonly instance: string;
  readonly process: string;
  readonly version: number;
  /** Dotted path of the state. */
  readonly state: string;
  readonly role: string;
  readonly person?: string;
  readonly customer?: string;
  readonly key?: string;
  readonly openedAt: number;
  readonly dueAt?: number;
  readonly closedAt?: number;
  /** Revision of the instance that this tells of, and the mark of its entry. */
  readonly revision: number;
  readonly mark: string;
}

export interface TaskQuery {
  /** What these people have. */
  readonly people: readonly string[];
  /** What is open for these roles, and nobody has. */
  readonly roles: readonly string[];
  readonly process?: string;
  readonly customer?: string;
  /** Due before this moment, in epoch milliseconds. */
  readonly dueBefore?: number;
}

/** Whether the journal has the entry that an item tells of. */
export type IsThere = (item: Pick<TaskItem, 'instance' | 'revision' | 'mark'>) => Promise<boolean>;

/** Tasks as inboxes show them. */
export interface TaskBoard {
  /**
   * Writes items, each unless a later revision of it is there; with `isThere` even then, where that says that the
   * journal has no such entry any more: it was restored.
   */
  put(items: readonly TaskItem[], isThere?: IsThere): Promise<void>;
  /** Open tasks, soonest due first, those without a due time last; full pages except the last. */
  list(query: TaskQuery, limit: number, cursor?: string): Promise<TaskPage>;
  /** Ids of the open tasks that a person has. */
  held(person: string): Promise<readonly string[]>;
  rota(role: string): Promise<Rota>;
  /** Writes the rota if the stored one is that of the turn before; false when another was faster. */
  putRota(role: string, rota: Rota): Promise<boolean>;
}

/** How the tasks of a role are being given out. */
export interface Rota {
  /** Counts what was given, from 0 for nothing. */
  readonly turn: number;
  /** Whose turn it was last. */
  readonly last?: string;
  /** What was given of late, oldest first. */
  readonly given: readonly Given[];
}

export interface Given {
  readonly task: string;
  readonly person: string;
  readonly at: number;
}

/** Who works here. */
export interface Staff {
  /** Undefined where nobody has this id. */
  get(person: string): Promise<Person | undefined>;
  /** Those who belong to a team. */
  ofTeam(team: string): Promise<readonly Person[]>;
  /** Ids of the people who have a role and are present. */
  present(role: string): Promise<readonly string[]>;
}

export interface Person {
  readonly id: string;
  readonly roles: readonly string[];
}

export interface TaskPage {
  readonly items: readonly TaskItem[];
  readonly cursor?: string;
}

/** Number of shards of the `due` index; a constant of the data, not of the code. */
export const DUE_SHARDS = 16;

/**
 * What the queue carries: which effect to perform (`waited`: seconds for which it was asked whether its run has ended),
 * which timer is due, which effect has run out of time, which task to find a person for, which instance to bring forward
 * (`anew`: from its first entry on).
 */
export type Message = { readonly instance: string } & (
  | ({ readonly kind: 'effect'; readonly attempt: number; readonly waited?: number } & EffectToken)
  | ({ readonly kind: 'timer' } & Token)
  | ({ readonly kind: 'deadline' } & EffectToken)
  | ({ readonly kind: 'assign' } & Token)
  | { readonly kind: 'relay'; readonly anew?: true }
);

export interface Queue {
  /** Delays are whole seconds, at most 900. Throws where any message was not taken. */
  send(messages: readonly { readonly message: Message; readonly delaySeconds: number }[]): Promise<void>;
}
