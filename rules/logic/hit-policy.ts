import { decimal } from '../feel/decimal.ts';
import { equal } from '../feel/equal.ts';
import { compareValues } from '../feel/order.ts';
import type { Run, Scope } from '../feel/run.ts';
import type { HitPolicy } from '../model.ts';
import type { Env } from './env.ts';
import type { Answers, Outputs } from './outputs.ts';

/** A rule that fits, by its index, and what it answers. */
export interface Fitting {
  readonly rule: number;
  readonly answers: Answers;
}

/** What a table answers, and which of the rules that fit it took its answer from. */
export interface Taken {
  readonly value: unknown;
  readonly rules: readonly number[];
}

/** Makes one answer of the rules that fit, at least one, in the order of the table. */
export function take(
  policy: HitPolicy,
  fitting: readonly [Fitting, ...Fitting[]],
  outputs: Outputs,
  env: Env,
  scope: Scope,
  run: Run,
): Taken {
  const [first] = fitting;
  const all = fitting.map(({ rule }) => rule);
  const only = (value: unknown, rules: readonly number[] = all): Taken => ({ value, rules });
  const one = ({ rule, answers }: Fitting) => only(outputs.whole(answers), [rule]);
  const wholes = (ordered: readonly Fitting[]) =>
    only(
      ordered.map(({ answers }) => outputs.whole(answers)),
      ordered.map(({ rule }) => rule),
    );
  const ranked = () => fitting.toSorted((a, b) => outputs.compare(a.answers, b.answers, scope, run));

  switch (policy) {
    case 'U':
      if (fitting.length > 1) return only(run.fault('several-answers', env.place, 'several rules fit'));
      return one(first);
    case 'A': {
      const same = fitting.every(
        ({ answers }) => equal(outputs.whole(answers), outputs.whole(first.answers), run) === true,
      );
      if (!same)
        return only(run.fault('several-answers', env.place, 'the rules that fit answer differently'));
      return only(outputs.whole(first.answers));
    }
    case 'F':
      return one(first);
    case 'P':
      return one(ranked()[0] ?? first);
    case 'R':
    case 'C':
      return wholes(fitting);
    case 'O':
      return wholes(ranked());
    case 'C#':
      return only(fitting.length);
    case 'C+':
    case 'C<':
    case 'C>': {
      const values = fitting.map(({ answers }) => outputs.whole(answers));
      return only(
        aggregate(policy, values) ?? run.fault('not-computable', env.place, 'the answers have no such sum'),
      );
    }
  }
}

function aggregate(policy: 'C+' | 'C<' | 'C>', values: readonly unknown[]): unknown {
  if (policy === 'C+') {
    if (values.every((value) => typeof value === 'number'))
      return values.reduce<number | null>((sum, value) => decimal((sum ?? Number.NaN) + value), 0);
    return null;
  }
  let best = values[0];
  for (const value of values) {
    const order = compareValues(value, best);
    if (order === null) return null;
    if (policy === 'C<' ? order < 0 : order > 0) best = value;
  }
  return best;
}

/** What a table answers where no rule fits and no output has a default. */
export function none(policy: HitPolicy): unknown {
  switch (policy) {
    case 'R':
    case 'O':
    case 'C':
      return [];
    case 'C#':
      return 0;
    default:
      return null;
  }
}
