/** What was proved of a model, and what not. */
export interface Proof {
  /** Errors first, then warnings, then notes; within each, in the order of the model. */
  readonly findings: readonly Finding[];
  /** Every table and tree, with what was taken for granted about its inputs. */
  readonly proved: readonly Proved[];
}

/**
 * Something that a person should know before the model goes live.
 * - An `error` blocks publication.
 * - A `warning` has to be acknowledged by whoever publishes.
 * - A `note` blocks nothing.
 */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** False where it is only possible: a cell, or a column's values, are beyond what can be proved. */
  readonly certain: boolean;
  readonly place: Place;
  readonly text: { readonly en: string; readonly zh: string };
  /** All inputs that it is about: unary tests by input expression, of those expressions that matter. */
  readonly where?: Readonly<Record<string, string>>;
  /** Inputs that show it. */
  readonly example?: Example;
}

export type Severity = 'error' | 'warning' | 'note';

export type FindingCode =
  /** Under U, two rules fit the same inputs; under A, with different answers. */
  | 'overlap'
  | 'conflict'
  /** Inputs that no rule, or no branch, fits. */
  | 'gap'
  /** A rule or branch that no allowed value reaches; one whose inputs all fall to others. */
  | 'unreachable'
  | 'masked'
  /** A cell's constant, or an output's, that is not among the allowed values. */
  | 'input-not-allowed'
  | 'output-not-allowed'
  /** Under P and O, outputs without an order of allowed values. */
  | 'no-priorities'
  /** A constant of another type than its column's; a type that nothing defines. */
  | 'input-type'
  | 'output-type'
  | 'unknown-type'
  /** A column, or a model's input, that changes no answer. */
  | 'unused-column'
  | 'unused-input'
  /** What the processes do not give that ask the decision, or give and expect as another type. */
  | 'input-not-given'
  | 'input-retyped'
  | 'answer-retyped'
  /** What only FEEL can tell; and what would have taken too many steps to prove. */
  | 'beyond-proof'
  | 'not-finished';

export interface Place {
  /** The decision or knowledge; `shared.Discount` where it was imported. Absent where it is the model as a whole. */
  readonly table?: string;
  /** Where in its logic the table or tree stands, where that is not all of it: `entry, item 2`. */
  readonly within?: string;
  readonly rules?: readonly string[];
  /** The input expression or the output's name. */
  readonly column?: string;
}

/** Values are JSON: dates, times and durations are strings. */
export interface Example {
  /** By input expression. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The same as inputs of the model, where they can be chosen freely: what `decide` takes, with `ask`. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly ask?: string;
}

export interface Proved {
  readonly table: string;
  readonly within?: string;
  readonly kind: 'table' | 'tree';
  /** False where it took more steps than the limits allow: what was not found may still be there. */
  readonly finished: boolean;
  /** How many boxes of inputs were looked at. */
  readonly boxes: number;
  readonly columns: readonly Assumed[];
}

/** What the proof takes for granted about an input expression. */
export interface Assumed {
  readonly expression: string;
  /** Its type: declared, or else those of the constants in its cells; empty where it is beyond the proof. */
  readonly types: readonly string[];
  readonly declared: boolean;
  /** Whether null is among the values: only where the allowed values or a cell name it. */
  readonly nullable: boolean;
  /** Whether it is computed, so that not all values of its type need come. */
  readonly computed: boolean;
}

/** How much work a table or tree may cost. */
export interface ProofLimits {
  /** Boxes of inputs that are looked at. */
  readonly boxes: number;
  /** Comparisons of a rule with a box. */
  readonly comparisons: number;
  /** Findings of one code. */
  readonly findings: number;
}

/** Enough for a thousand rules of six inputs; what is more ends within some seconds and says so. */
export const PROOF_LIMITS: ProofLimits = { boxes: 200_000, comparisons: 30_000_000, findings: 100 };
