/** Where an instance stands as a whole. `paused` and `cancelled` come with control entries. */
export type Status = 'active' | 'paused' | 'done' | 'cancelled' | 'failed';

/** What moved an instance from one revision to the next. A start is the event `xstate.init`. */
export type Kind = 'event' | 'timer' | 'result' | 'control' | 'migration';

/** Who caused a transition: a kind and an opaque id, never a name. An instance's is that of parent or child. */
export interface Who {
  readonly kind: 'caller' | 'system' | 'instance';
  readonly id: string;
}

/** Names one effect, timer, child or message of an instance: the commit that made it and its place in it. */
export interface Token {
  readonly revision: number;
  readonly index: number;
}

/**
 * Names an effect for ever. `mark` is the beginning of the commit's id: a revision that a restore took away and
 * that was written anew asks for other effects, under other keys.
 */
export interface EffectToken extends Token {
  readonly mark?: string;
}

/**
 * What happened. `id` is the caller's own event id; `token` is the effect, timer or child that answered or fired, or
 * the place of a message in the journal of the instance that sent it.
 */
export interface JournalEvent {
  readonly type: string;
  readonly id?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly token?: EffectToken;
  readonly who: Who;
}

/** An effect that this commit hands on. The input is stored once, in the commit that made the token. */
export interface EffectRequest extends EffectToken {
  /** The machine's id of the invoked actor: names its `xstate.done.actor.<id>`. */
  readonly id: string;
  /** The effect's name in the definition. */
  readonly src: string;
  readonly input?: unknown;
}

/** Why an effect waits for a person. */
export interface Hold {
  readonly code: string;
  readonly at: number;
  readonly attempts: number;
}

/** An effect whose outcome is awaited. */
export interface PendingEffect extends EffectToken {
  readonly id: string;
  readonly src: string;
  /** Epoch milliseconds after which the wait itself is a failure. */
  readonly deadlineAt: number;
  readonly held?: Hold;
}

/** The instance that started this one. */
export interface Parent extends Token {
  readonly instance: string;
  /** This one's id in the parent's machine: names its `xstate.done.actor.<id>` there. */
  readonly id: string;
  /** True where the parent wants to hear of every commit (`onSnapshot`). */
  readonly sync?: boolean;
  /** Place of the last message that was received from there; what is not above it has been received. */
  readonly received?: Token;
}

/** An instance that this one started and that has not ended yet: its id is made of the parent's and this token. */
export interface Child extends Token {
  readonly id: string;
  /** The child's name in the definition. */
  readonly src: string;
  /** True from the commit that stops it until it says that it has stopped: until then its events are heard. */
  readonly stopped?: boolean;
  /** Place of the last message that was received from there. */
  readonly received?: Token;
}

/** How a task finds the person who does it: they take it themselves, in turn, or whoever has least to do. */
export type Assignment = 'claim' | 'in-turn' | 'least-load';

/** A wait for a person: open for as long as its state is active. */
export interface Task extends Token {
  /** Dotted path of the state. */
  readonly state: string;
  /** Epoch milliseconds. */
  readonly openedAt: number;
  /** Epoch milliseconds by which it should be done, where the state says so. */
  readonly dueAt?: number;
  readonly assign: Assignment;
  /** Id of the person who has it, and since when. */
  readonly person?: string;
  readonly since?: number;
}

/** Whom a message goes to: the parent, or the child of this token. */
export type Recipient = 'parent' | Token;

/** An event between parent and child, or the machine's own: plain data. */
export type Told = Readonly<Record<string, unknown>> & { readonly type: string };

/** What a commit sends to other instances, in order. `snapshot` and `end` tell the parent what this entry holds. */
export type Outgoing = Token &
  (
    | {
        readonly kind: 'start';
        readonly id: string;
        readonly src: string;
        readonly input?: unknown;
        readonly sync?: boolean;
      }
    | { readonly kind: 'event'; readonly to: Recipient; readonly event: Told }
    | { readonly kind: 'stop'; readonly to: Token }
    | { readonly kind: 'snapshot' }
    | { readonly kind: 'end' }
  );

/** An armed timer: a durable `after`, a delayed `raise`, or a delayed `sendTo`. */
export interface Timer extends Token {
  /** The id that `cancel` uses; absent where the machine gave none. */
  readonly id?: string;
  readonly event: Told;
  /** Whom the event goes to, where that is not the machine itself. */
  readonly to?: Recipient;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  /** True for the newest timer under its id: the only one that `cancel` reaches, as in XState. */
  readonly cancellable?: boolean;
}

/** What an inline actor decided inside this commit. */
export interface InlineOutcome {
  readonly id: string;
  readonly src: string;
  readonly output?: unknown;
  readonly error?: unknown;
}

/** Reference data that a transition read, in the revision that it read. */
export interface Consulted {
  readonly kind: string;
  readonly id: string;
  readonly revision: number;
}

/** What a version of a decision said. */
export interface Answer {
  /** Ids of the rules that fitted, as `table: id` where there are several tables. */
  readonly rules: readonly string[];
  /** JSON. */
  readonly output: unknown;
  readonly fault?: Fault;
}

/** Why a decision gave no answer. */
export interface Fault {
  readonly code: string;
  /** The cell or expression in which it lies. */
  readonly place: string;
}

/** A decision as it was made in a transition: by which version, on what, and what it was. */
export interface DecisionMade extends Answer {
  readonly decision: string;
  readonly version: number;
  /** True where this version decides for a share of the instances only. */
  readonly challenger?: true;
  readonly facts: Readonly<Record<string, unknown>>;
  /** What another version would have said. */
  readonly shadow?: Answer & { readonly version: number };
}

/** One transition of one instance: lock, new state, audit, outbox and timer registry in one item. */
export interface Entry {
  readonly instance: string;
  /** 1, 2, 3, …: the number of commits so far, and the optimistic lock. */
  readonly revision: number;
  readonly kind: Kind;
  readonly process: string;
  readonly version: number;
  /** Epoch milliseconds at which it took effect: never before the previous entry's; a late timer's is its due time. */
  readonly at: number;
  /** Epoch milliseconds of the commit itself, where it is later than `at`. */
  readonly recordedAt?: number;
  /** Epoch milliseconds of revision 1. */
  readonly createdAt: number;
  readonly event: JournalEvent;
  /** The machine's state as a JSON string (see `kernel.ts`). */
  readonly snapshot: string;
  readonly status: Status;
  /** Epoch milliseconds since when it is paused, while it is. */
  readonly pausedAt?: number;
  readonly effects: readonly EffectRequest[];
  readonly inline: readonly InlineOutcome[];
  /** Every armed timer, those of earlier revisions included. */
  readonly timers: readonly Timer[];
  /** Every awaited effect, those of earlier revisions included. */
  readonly pending: readonly PendingEffect[];
  /** The instance that started this one; the same in every entry but for `received`. */
  readonly parent?: Parent;
  /** Every child that has not ended yet, those of earlier revisions included. */
  readonly children: readonly Child[];
  /** What this commit sends to parent and children, in order. */
  readonly messages: readonly Outgoing[];
  /** Every open task, those of earlier revisions included. */
  readonly tasks: readonly Task[];
  /** Tasks of earlier revisions that this commit closed. */
  readonly closed: readonly Token[];
  /** Events that the machine emitted (`emit`), in order: for whoever reads the journal. */
  readonly emitted: readonly Told[];
  /** Reference data that decided here (a calendar, for a delay); absent where none did. */
  readonly references?: readonly Consulted[];
  /** Decisions that were made here, in order; absent where none was. */
  readonly decisions?: readonly DecisionMade[];
  /** Hashes (8 bytes each, base64url) of the first 32 event ids that callers sent. */
  readonly seen: string;
  /** True from the 33rd caller's event id on: the id is then found through the journal's index. */
  readonly indexed?: boolean;
  /** Id of the request that wrote it, the same in every retry of that request. */
  readonly commit: string;
  /** The previous entry's `hash`; empty in revision 1. */
  readonly previous: string;
  /** SHA-256 (base64url) over everything above. */
  readonly hash: string;
}

/** `instance/revision/index`, and an effect's mark: the key of an effect is the same in every retry. */
export function keyOf(instance: string, { revision, index, mark }: EffectToken): string {
  return `${instance}/${revision}/${index}${mark === undefined ? '' : `/${mark}`}`;
}

/** Whether two tokens name the same thing. One that carries no mark stands for any of its place. */
export function sameToken(a: EffectToken, b: EffectToken): boolean {
  const marked = a.mark !== undefined && b.mark !== undefined;
  return a.revision === b.revision && a.index === b.index && (!marked || a.mark === b.mark);
}

/** The beginning of an entry's hash: tells it from another that stood at its revision. */
export function markOf(hash: string): string {
  return hash.slice(0, 8);
}

/** The token alone. */
export function tokenOf({ revision, index }: Token): Token {
  return { revision, index };
}

/** The token of an effect alone. */
export function effectTokenOf({ revision, index, mark }: EffectToken): EffectToken {
  return { revision, index, ...(mark !== undefined && { mark }) };
}
