import type { Model } from './model.ts';

/** A model that was made ready: published versions are, once for each. */
export interface Decider {
  readonly model: Model;
  /**
   * Decides on these inputs, JSON by their names: dates, times and durations are strings there, read by the type of
   * the input. Never throws: what goes wrong is null, as in FEEL, and says why among the faults.
   */
  decide(inputs: Readonly<Record<string, unknown>>, options?: DecideOptions): Outcome;
}

export interface DecideOptions {
  /** A decision or a service of the model, by name, instead of the one that answers. */
  readonly ask?: string;
}

export interface Outcome {
  /** JSON: dates, times and durations as FEEL writes them; null also where nothing was decided. */
  readonly output: unknown;
  /** Every table and tree that was asked, in the order of their answers. */
  readonly hits: readonly Hit[];
  readonly faults: readonly Fault[];
}

/** Which rules fitted: their ids; `table` names the decision or the knowledge that holds them. */
export interface Hit {
  readonly table: string;
  readonly rules: readonly string[];
}

/** What went wrong, as a code, and where: `Routing, rule r3, score`. */
export interface Fault {
  readonly code: FaultCode;
  readonly place: string;
  readonly message: string;
}

export type FaultCode =
  /** An input is missing or is not of its type, or not among the allowed ones. */
  | 'invalid-input'
  /** A result is not of its type, or not among the allowed ones. */
  | 'invalid-result'
  /** FEEL could not compute it. */
  | 'not-computable'
  /** Under `U`, several rules fitted; under `A`, with several answers. */
  | 'several-answers'
  /** It took more steps, time or memory than a decision may. */
  | 'too-long';
