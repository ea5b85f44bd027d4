/** A text for people, in the languages of the console. */
export interface Words {
  readonly en: string;
  readonly zh?: string;
}

/**
 * What is decided together and published together: decisions, what they read, and what they use. The words are DMN's
 * (OMG, Decision Model and Notation 1.5); every text that is computed is FEEL.
 */
export interface Model {
  /** Lower-case letters, digits and hyphens: `lead-routing`. */
  readonly id: string;
  readonly title?: Words;
  readonly description?: string;
  readonly types?: readonly TypeDefinition[];
  readonly inputs: readonly InputData[];
  readonly decisions: readonly Decision[];
  readonly knowledge?: readonly Knowledge[];
  readonly services?: readonly Service[];
  /** Models whose names are reached through `name`, as in `shared.Discount`. */
  readonly imports?: readonly { readonly name: string; readonly model: Model }[];
  /** Name of the decision that answers for the model. */
  readonly answer: string;
  /** What a DMN file held besides: kept for the way back, used by nothing. */
  readonly dmn?: Readonly<Record<string, unknown>>;
}

/**
 * Name of a type: FEEL's (`number`, `string`, `boolean`, `date`, `time`, `date and time`, `days and time duration`,
 * `years and months duration`, `Any`) or that of a `TypeDefinition`.
 */
export type TypeName = string;

/** A type by name: another one narrowed, a list of it, or a context of fields. */
export interface TypeDefinition {
  readonly name: string;
  readonly type?: TypeName;
  readonly list?: boolean;
  readonly fields?: readonly TypeDefinition[];
  /** What a function takes and gives, where it is one. */
  readonly function?: { readonly parameters: readonly Parameter[]; readonly result?: TypeName };
  /** Unary tests that every value (of a list: every element) passes. */
  readonly allowed?: string;
  /** Unary tests that the value as a whole passes (DMN 1.4's typeConstraint). */
  readonly constraint?: string;
}

export interface InputData {
  readonly id?: string;
  readonly name: string;
  readonly title?: Words;
  readonly type?: TypeName;
}

export interface Decision {
  readonly id?: string;
  readonly name: string;
  readonly title?: Words;
  /** What it answers, and what it may answer, for people. */
  readonly question?: string;
  readonly allowedAnswers?: string;
  readonly type?: TypeName;
  /** Names of the inputs, decisions, knowledge and services that it uses. */
  readonly requires?: readonly string[];
  /** Absent in a decision that is drawn and not yet made: it answers null. */
  readonly logic?: Expression;
}

/** A business knowledge model: a function under a name. */
export interface Knowledge {
  readonly id?: string;
  readonly name: string;
  readonly type?: TypeName;
  readonly requires?: readonly string[];
  readonly function: FunctionDefinition;
}

/** A decision service: some decisions as a function of the inputs, and of decisions that are given from outside. */
export interface Service {
  readonly id?: string;
  readonly name: string;
  readonly type?: TypeName;
  /** Names of decisions: what comes out, and what is computed on the way. */
  readonly output: readonly string[];
  readonly encapsulated?: readonly string[];
  /** Names of decisions that the caller gives, and of inputs: together its parameters, the inputs first. */
  readonly givenDecisions?: readonly string[];
  readonly inputs?: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly type?: TypeName;
}

export type Expression =
  | Literal
  | Table
  | Tree
  | { readonly kind: 'context'; readonly entries: readonly ContextEntry[] }
  | {
      readonly kind: 'invocation';
      readonly function: Expression;
      readonly arguments: readonly (Parameter & { readonly value: Expression })[];
    }
  | {
      readonly kind: 'relation';
      readonly columns: readonly Parameter[];
      readonly rows: readonly (readonly Expression[])[];
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | FunctionDefinition
  | {
      readonly kind: 'conditional';
      readonly if: Expression;
      readonly then: Expression;
      readonly else: Expression;
    }
  | { readonly kind: 'filter'; readonly in: Expression; readonly match: Expression }
  | {
      readonly kind: 'for';
      readonly variable: string;
      readonly in: Expression;
      readonly return: Expression;
    }
  | {
      readonly kind: 'every' | 'some';
      readonly variable: string;
      readonly in: Expression;
      readonly satisfies: Expression;
    };

export interface Literal {
  readonly kind: 'literal';
  readonly text: string;
  readonly type?: TypeName;
}

/** An entry without a name is the context's result. */
export interface ContextEntry {
  readonly name?: string;
  readonly type?: TypeName;
  readonly value: Expression;
}

export interface FunctionDefinition {
  readonly kind: 'function';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
  /** What is not FEEL is kept and answers null. */
  readonly language?: 'feel' | 'java' | 'pmml';
}

/** Unique, any, priority, first, rule order, output order, collect, and collect's sum, least, greatest and count. */
export const HIT_POLICIES = ['U', 'A', 'P', 'F', 'R', 'O', 'C', 'C+', 'C<', 'C>', 'C#'] as const;
export type HitPolicy = (typeof HIT_POLICIES)[number];

export interface Table {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly InputClause[];
  readonly outputs: readonly OutputClause[];
  /** Names of the annotations that each rule may carry. */
  readonly annotations?: readonly string[];
  readonly rules: readonly Rule[];
}

export interface InputClause {
  /** FEEL: what the column's cells are tests of. */
  readonly expression: string;
  readonly title?: Words;
  readonly type?: TypeName;
  /** Unary tests: the values that may come. Under P and O, the order of an output's allowed values is its priority. */
  readonly allowed?: string;
}

export interface OutputClause {
  /** Absent where there is one output, which is then the value itself. */
  readonly name?: string;
  readonly title?: Words;
  readonly type?: TypeName;
  readonly allowed?: string;
  /** FEEL: the answer where no rule fits. */
  readonly default?: string;
}

export interface Rule {
  /** Names the rule for ever, in explanations and differences: unique in its table. */
  readonly id: string;
  /** Unary tests, one for each input. */
  readonly when: readonly string[];
  /** FEEL, one for each output. */
  readonly then: readonly string[];
  /** As many as the table names. */
  readonly annotations?: readonly string[];
}

/** Nested conditions: one input is asked at a time, and the first branch that fits is taken. */
export interface Tree {
  readonly kind: 'tree';
  readonly outputs: readonly OutputClause[];
  readonly root: Branching | Leaf;
}

export interface Branching {
  /** FEEL: what is asked. */
  readonly ask: string;
  readonly title?: Words;
  readonly type?: TypeName;
  readonly allowed?: string;
  /** In order; `-` fits everything. */
  readonly branches: readonly { readonly test: string; readonly then: Branching | Leaf }[];
}

/** Where a tree ends: a rule without conditions of its own. */
export interface Leaf {
  readonly id: string;
  readonly then: readonly string[];
  readonly note?: string;
}
