import type { Answer, DecisionMade, Fault } from './entry.ts';

/** A decision as reference data: the moment and the instance say which version decides. */
export interface DecisionInForce {
  /** The version in force at `moment` (epoch milliseconds) for this instance; undefined where none is published then. */
  at(moment: number, instance: string): Deciding | undefined;
  /** One of its versions, whether it is in force or not; undefined where it never was published. */
  version(version: number): Promise<Deciding | undefined>;
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

/** The kind under which decisions are reference data. */
export const DECISION = 'decision';

/** A decision that a machine asks for is not there, or nothing of it is published yet. */
export class DecisionMissing extends Error {
  readonly code = 'decision-missing';
}

/** A decision was asked for and gave no answer: the entry says which version, on what, and where it failed. */
export class DecisionFailed extends Error {
  readonly code = 'decision-failed';
}

/** Where a decision is asked for. */
export interface Asking {
  readonly instance: string;
  /** Epoch milliseconds at which the transition takes effect. */
  readonly at: number;
}

/**
 * Asks a decision: what is recorded of it, its answer included. Facts that are undefined are null. Throws
 * `DecisionMissing` where no version is in force.
 */
export function ask(
  inForce: DecisionInForce | undefined,
  decision: string,
  facts: Facts,
  { instance, at }: Asking,
): DecisionMade {
  const deciding = inForce?.at(at, instance);
  if (deciding === undefined)
    throw new DecisionMissing(`No version of the decision ${decision} is in force.`);
  const known = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, value === undefined ? null : value]),
  );
  const { version, challenger, shadow } = deciding;
  return {
    ...{ decision, version, facts: known },
    ...(challenger && { challenger }),
    ...answerOf(deciding, known),
    ...(shadow && { shadow: { version: shadow.version, ...answerOf(shadow, known) } }),
  };
}

function answerOf(deciding: Deciding, facts: Facts): Answer {
  const { output, rules, fault } = deciding.decide(facts);
  return { rules, output, ...(fault && { fault: { code: fault.code, place: fault.place } }) };
}
