/**
 * What a model and a deciding may take at most. Counts come first: they say the same on every machine. Time is the last
 * bound, for what no count sees, such as a pattern that goes back and forth without end.
 */
export const LIMITS = {
  /** Decisions, knowledge, services, inputs and types of a model, those of its imports among them. */
  parts: 2_000,
  rulesOfTable: 5_000,
  /** Of all tables and trees together: inputs and outputs of every rule. */
  cells: 100_000,
  textLength: 10_000,
  /** Brackets in a text, and expressions, branches, types and imports within each other. */
  nesting: 60,
  /** One deciding: what is computed, compared, listed or written; of a text, 16 characters are one. */
  steps: 2_000_000,
  /** Calls within each other. */
  calls: 400,
  /** Of a deciding that could go on for long by what no step counts. */
  milliseconds: 500,
  /** Of the reading of all texts of a model. */
  readMilliseconds: 10_000,
} as const;
