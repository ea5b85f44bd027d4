import type { Definition } from '../../../engine/definition.ts';
import type { Task } from '../../../engine/entry.ts';
import type { Sent } from '../../../engine/incoming.ts';
import type { Random } from '../random.ts';

/** Where an instance stood when its caller last heard of it. */
export interface Seen {
  readonly status: string;
  readonly revision: number;
  readonly value: unknown;
  readonly context: Readonly<Record<string, unknown>>;
  /** Instances that it has started and that had not ended. */
  readonly children: readonly string[];
  readonly tasks: readonly Task[];
  /** Types of events with a transition from there. */
  accepts(): readonly string[];
}

/** A process of the simulation: its definition, and how people use it. */
export interface Script {
  readonly definition: Definition;
  /** Processes whose instances it starts. */
  readonly children?: readonly Definition[];
  /** The input of a new instance; `nonce` makes it unlike any other. */
  input(random: Random, nonce: number): Readonly<Record<string, unknown>>;
  /** What somebody sends next, most of it accepted; undefined where they wait. `nonce` makes it unlike any other. */
  next(random: Random, seen: Seen, nonce: number): Sent | undefined;
  /** Something that is taken in almost every state, and is unlike any other: it can be told apart without a key. */
  aside(random: Random, nonce: number): Sent;
  /** Something that somebody sends to one of its children; undefined where they have none of their own to say. */
  toChild?(random: Random, nonce: number): Sent;
  /** The filled form of an event that completes one of its tasks. */
  form?(random: Random, type: string, nonce: number): Sent;
  /** What a company may set for it. */
  settings?(random: Random): Readonly<Record<string, unknown>>;
  /** Whose its tasks are that name nobody themselves: their contexts do. */
  readonly roles?: readonly string[];
  /** What receivers answer, by the name of the effect. */
  readonly answers: Readonly<Record<string, (random: Random) => unknown>>;
}
