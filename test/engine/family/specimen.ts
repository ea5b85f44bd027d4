import type { Definition } from '../../../engine/definition.ts';
import type { Sent } from '../../../engine/incoming.ts';

/** Processes that start each other, and what a random walk may do to them. The first is the root. */
export interface Family {
  readonly definitions: readonly [Definition, ...Definition[]];
  /** By process. */
  readonly events: Readonly<Record<string, readonly Sent[]>>;
  /** Events that end the root: they are sent more seldom. */
  readonly endings: readonly string[];
  /** Moves of the clock, in milliseconds. */
  readonly moves: readonly number[];
  /** Outcomes of effects, by name; `{}` where there is none. */
  readonly outputs?: Readonly<Record<string, readonly unknown[]>>;
}

/** One instance of a family as it can be seen, the same for a live actor and for a journal's head. */
export interface Member {
  /** Ids of the actors on the way from the root; empty for the root. */
  readonly path: string;
  readonly process: string;
  readonly status: string;
  readonly state: unknown;
  readonly context: unknown;
  readonly output: unknown;
  readonly error: unknown;
  /** Source and id of every effect at work. */
  readonly awaited: readonly string[];
}
