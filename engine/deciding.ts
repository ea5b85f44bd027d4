/** A decision as reference data: the moment and the instance say which version decides. */
export interface DecisionInForce {
  /** The version in force at `moment` (epoch milliseconds) for this instance; undefined where none is published then. */
  at(moment: number, instance: string): Deciding | undefined;
}

/** A published version, made ready. */
export interface Deciding {
  readonly version: number;
  /** True where it decides for a share of the instances only, beside the version that decides for the others. */
  readonly challenger?: true;
  /** Decides too, without effect: what it would have said is recorded. */
  readonly shadow?: Deciding;
  /** Never throws. */
  decide(facts: Facts): Decided;
}

/** What a decision is asked about: JSON by the names of its inputs, codes and numbers only. */
export type Facts = Readonly<Record<string, unknown>>;

/** What a version says. */
export interface Decided {
  /** JSON; null where nothing was decided. */
  readonly output: unknown;
  /** Ids of the rules that fitted, as `table: id` where the model has several tables. */
  readonly rules: readonly string[];
  /** Why there is no answer. */
  readonly fault?: Fault;
}

export interface Fault {
  readonly code: string;
  /** The cell or expression in which it lies. */
  readonly place: string;
}
