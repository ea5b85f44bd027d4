/** One measured figure beside its baseline, both from the same run. This is what `latest.json` holds. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  /** `value` over `baseline`. */
  readonly ratio: number;
  /** What was promised, such as `≤ 1.15 ×`; null where nothing was. */
  readonly goal: string | null;
  readonly holds: boolean | null;
}

/** A promise: `×` is about the ratio to the baseline, the others about the value itself. */
export type Goal =
  | { readonly atMost: number }
  | { readonly atLeast: number }
  | { readonly atMostTimes: number }
  | { readonly atLeastTimes: number };

/** A figure with its ratio and, where there is a goal, its verdict. */
export function figure(name: string, unit: string, value: number, baseline: number, goal?: Goal): Figure {
  const ratio = value / baseline;
  const verdict = goal === undefined ? { goal: null, holds: null } : judge(goal, unit, value, ratio);
  return {
    name,
    value: rounded(value),
    unit,
    baseline: rounded(baseline),
    ratio: rounded(ratio),
    ...verdict,
  };
}

function judge(goal: Goal, unit: string, value: number, ratio: number): Pick<Figure, 'goal' | 'holds'> {
  if ('atMostTimes' in goal) {
    return { goal: `≤ ${goal.atMostTimes} ×`, holds: ratio <= goal.atMostTimes };
  }
  if ('atLeastTimes' in goal) {
    return { goal: `≥ ${goal.atLeastTimes} ×`, holds: ratio >= goal.atLeastTimes };
  }
  if ('atMost' in goal) return { goal: `≤ ${goal.atMost} ${unit}`, holds: value <= goal.atMost };
  return { goal: `≥ ${goal.atLeast.toLocaleString('en')} ${unit}`, holds: value >= goal.atLeast };
}

/** Four significant digits: more would be noise. */
function rounded(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
}
