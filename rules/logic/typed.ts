import type { Evaluate } from '../feel/run.ts';
import { conform, type Type, UNFIT } from '../types.ts';
import type { Env } from './env.ts';

/** The same value, as one of the type; null, and a fault, where it is not. */
export function typed(evaluate: Evaluate, type: Type, env: Env): Evaluate {
  if (type.kind === 'any' && type.tests === undefined) return evaluate;
  return (scope, run) => {
    const value = conform(evaluate(scope, run), type, run);
    return value === UNFIT ? run.fault('invalid-result', env.place, `it is not ${described(type)}`) : value;
  };
}

/** In words of FEEL. */
export function described(type: Type): string {
  const base = type.kind === 'list' ? `list of ${described(type.of)}` : type.kind;
  return type.tests === undefined ? base : `${base} with an allowed value`;
}
