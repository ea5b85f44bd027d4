/** Where an instance stands as a whole. `paused` and `cancelled` come with control entries. */
export type Status = 'active' | 'paused' | 'done' | 'cancelled' | 'failed';

/** What moved an instance from one revision to the next. A start is the event `xstate.init`. */
export type Kind = 'event' | 'timer' | 'result' | 'control' | 'migration';

/** Who caused a transition: a kind and an opaque id, never a name. */
export interface Who {
  readonly kind: 'caller' | 'system';
  readonly id: string;
}

/** Names one effect or timer for ever: the commit that made it and its place in it. */
export interface Token {
  readonly revision: number;
  readonly index: number;
}

/** What happened. `id` is the caller's own event id; `token` is the effect or timer that answered or fired. */
export interface JournalEvent {
  readonly type: string;
  readonly id?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly token?: Token;
  readonly who: Who;
}

/** An effect that this commit hands on. The input is stored once, in the commit that made the token. */
export interface EffectRequest extends Token {
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
export interface PendingEffect extends Token {
  readonly id: string;
  readonly src: string;
  /** Epoch milliseconds after which the wait itself is a failure. */
  readonly deadlineAt: number;
  readonly held?: Hold;
}

/** An armed timer: a durable `after`, or a delayed `raise`. */
export interface Timer extends Token {
  /** The id that `cancel` uses; absent where the machine gave none. */
  readonly id?: string;
  readonly event: Readonly<Record<string, unknown>> & { readonly type: string };
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
  readonly effects: readonly EffectRequest[];
  readonly inline: readonly InlineOutcome[];
  /** Every armed timer, those of earlier revisions included. */
  readonly timers: readonly Timer[];
  /** Every awaited effect, those of earlier revisions included. */
  readonly pending: readonly PendingEffect[];
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

/** `instance/revision/index`: the key under which an effect is performed, the same in every retry. */
export function keyOf(instance: string, token: Token): string {
  return `${instance}/${token.revision}/${token.index}`;
}

/** Whether two tokens name the same effect or timer. */
export function sameToken(a: Token, b: Token): boolean {
  return a.revision === b.revision && a.index === b.index;
}
