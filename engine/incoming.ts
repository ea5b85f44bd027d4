import type { Inline } from './definition.ts';
import type { EffectToken, Entry, Parent, Token, Told, Who } from './entry.ts';
import type { BatonError } from './errors.ts';
import type { Data, Reader } from './references.ts';
import type { Logged } from './work.ts';

/** What moves an instance. Everything enters through one of these. */
export type Incoming =
  | {
      readonly kind: 'start';
      readonly input: unknown;
      readonly id?: string;
      readonly who: Who;
      readonly parent?: Beginning;
    }
  | {
      readonly kind: 'event';
      readonly event: Sent;
      readonly id?: string;
      readonly who: Who;
      /** The task that it completes, on behalf of this person. */
      readonly task?: Token & { readonly person: string };
    }
  | { readonly kind: 'timer'; readonly token: Token }
  | {
      readonly kind: 'result';
      readonly token: EffectToken;
      readonly outcome: EffectOutcome;
      /** The child whose end it is; absent for an effect. */
      readonly from?: Sender;
    }
  | { readonly kind: 'hold'; readonly token: EffectToken; readonly code: string; readonly attempts: number }
  | {
      readonly kind: 'retry';
      readonly id?: string;
      readonly who: Who;
      /** Why, as a code. */
      readonly reason?: string;
    }
  | ByHand
  | TaskDeed
  | { readonly kind: 'message'; readonly event: Told; readonly from: Sender }
  | { readonly kind: 'stop'; readonly from: Sender };

/** What a person does to an instance as a whole, and why, as a code. `to` is a dotted path of states. */
export type ByHand = { readonly id?: string; readonly who: Who; readonly reason: string } & (
  | { readonly kind: 'pause' | 'resume' | 'cancel' }
  | { readonly kind: 'move'; readonly to: string }
);

/** What becomes of an open task: a person takes it, gives it back, or is given it. */
export type TaskDeed = { readonly token: Token; readonly id?: string; readonly who: Who } & (
  | { readonly kind: 'claim' | 'release'; readonly person: string }
  /** `unless` somebody has it already: the choice of a machine, which gives way to a person's. */
  | { readonly kind: 'assign'; readonly person: string; readonly reason?: string; readonly unless?: true }
);

/** The parent of an instance that begins, and when it asked for it. */
export type Beginning = Omit<Parent, 'received'> & { readonly at: number };

/** Parent or child that sent a message. */
export interface Sender {
  readonly instance: string;
  /** The child's token in the receiver's journal; absent where the parent sends. */
  readonly child?: Token;
  /** Where the message stands in the sender's journal. */
  readonly place: Token;
  /** Epoch milliseconds at which the sender's transition took effect: this one takes effect no later than it must. */
  readonly at: number;
}

/** An event as a caller sends it. */
export type Sent = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What became of an effect or a child. Errors are codes, never free text. */
export type EffectOutcome = { readonly output: unknown } | { readonly error: { readonly code: string } };

/** Everything that `advance` may know besides its other arguments. */
export interface Surroundings {
  readonly instance: string;
  /** Epoch milliseconds, from the caller's clock. */
  readonly now: number;
  /** The request's id, the same in every retry of it. */
  readonly commit: string;
  /** Implementations that replace the definition's own inline actors, by name. */
  readonly inline?: Readonly<Record<string, Inline>>;
  /** Reference data for delays and inline actors, as far as it was looked for. */
  readonly data?: Data;
  /** Ends the instance with this code instead of what the event from inside would lead to: it cannot be kept. */
  readonly failure?: string;
}

/** The same while a transition is computed: what reads reference data, and knows what was read. */
export type Within = Surroundings & { readonly reader: Reader };

/** `causes`: what was thrown on the way, `logged`: what the machine logged; both for a log, the entry has neither. */
export type Advanced =
  | {
      readonly entry: Entry;
      readonly causes?: readonly unknown[];
      readonly logged?: readonly Logged[];
    }
  | { readonly refusal: BatonError };
