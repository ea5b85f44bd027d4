import type { Answer, DecisionMade } from '../engine/entry.ts';

/** Rules, output, and of a fault the code and the place. */
type PackedAnswer =
  | readonly [rules: readonly string[], output: unknown]
  | readonly [rules: readonly string[], output: unknown, code: string, place: string];

/** The decision, its version, the facts, what was answered; then, where there is one, a shadow's version and answer. */
export type PackedDecision = readonly [
  decision: string,
  /** Below zero (−1 for version 0) where it is a challenger. */
  version: number,
  facts: Readonly<Record<string, unknown>>,
  answer: PackedAnswer,
  ...shadow: readonly [] | readonly [version: number, answer: PackedAnswer],
];

export function packDecision(made: DecisionMade): PackedDecision {
  const { decision, version, challenger, facts, shadow } = made;
  const packed = [decision, challenger ? -1 - version : version, facts, packAnswer(made)] as const;
  return shadow === undefined ? packed : [...packed, shadow.version, packAnswer(shadow)];
}

export function unpackDecision([decision, version, facts, answer, ...rest]: PackedDecision): DecisionMade {
  const [shadowVersion, shadowAnswer] = rest;
  const shadow =
    shadowVersion === undefined || shadowAnswer === undefined
      ? undefined
      : { version: shadowVersion, ...unpackAnswer(shadowAnswer) };
  return {
    ...(version < 0 ? { decision, version: -1 - version, challenger: true as const } : { decision, version }),
    facts,
    ...unpackAnswer(answer),
    ...(shadow && { shadow }),
  };
}

function packAnswer({ rules, output, fault }: Answer): PackedAnswer {
  return fault === undefined ? [rules, output] : [rules, output, fault.code, fault.place];
}

function unpackAnswer([rules, output, code, place]: PackedAnswer): Answer {
  return { rules, output, ...(code !== undefined && place !== undefined && { fault: { code, place } }) };
}
