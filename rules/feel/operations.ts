import type { Env } from '../logic/env.ts';
import { compileSyntax } from './compile.ts';
import { type ArithmeticSign, type ComparisonSign, compared, compute, negated } from './operators.ts';
import { rangeOf } from './ranges.ts';
import type { Evaluate } from './run.ts';
import type { Syntax } from './syntax.ts';
import { compileTest } from './tests.ts';

export function compileArithmetic(children: readonly Syntax[], env: Env): Evaluate {
  const [first, second, third] = children;
  if (first === undefined || second === undefined) return () => null;
  if (third === undefined) {
    const operand = compileSyntax(second, env);
    return (scope, run) => {
      const value = operand(scope, run);
      return negated(value) ?? faultUnlessNull(value, value);
      function faultUnlessNull(one: unknown, other: unknown): null {
        return one === null || other === null
          ? null
          : run.fault('not-computable', env.place, 'it is not a number');
      }
    };
  }
  const [left, right] = [compileSyntax(first, env), compileSyntax(third, env)];
  const sign = second.text as ArithmeticSign;
  return (scope, run) => {
    const [one, other] = [left(scope, run), right(scope, run)];
    if (typeof one === 'string' && typeof other === 'string') run.step((one.length + other.length) >> 3);
    const result = compute(sign, one, other);
    if (result !== null || one === null || other === null) return result;
    return run.fault('not-computable', env.place, `${sign} has no result for these values`);
  };
}

export function compileLogic(children: readonly Syntax[], deciding: boolean, env: Env): Evaluate {
  const [first, , third] = children;
  if (first === undefined || third === undefined) return () => null;
  const [left, right] = [compileSyntax(first, env), compileSyntax(third, env)];
  return (scope, run) => {
    const one = left(scope, run);
    if (one === deciding) return deciding;
    const other = right(scope, run);
    if (other === deciding) return deciding;
    return one === !deciding && other === !deciding ? !deciding : null;
  };
}

export function compileComparison(children: readonly Syntax[], env: Env): Evaluate {
  const [first, operator, third, , fifth] = children;
  if (first === undefined || operator === undefined || third === undefined) return () => null;
  const left = compileSyntax(first, env);
  if (operator.name === 'in') {
    const tests = children.slice(2).filter(({ name }) => name !== '(' && name !== ')');
    const fits = tests
      .flatMap((test) => (test.name === 'PositiveUnaryTests' ? test.children : [test]))
      .map((test) => compileTest(test, env, false));
    return (scope, run) => {
      const value = left(scope, run);
      const results = fits.map((each) => each(value, scope, run));
      return results.includes(true) ? true : results.every((result) => result === false) ? false : null;
    };
  }
  const right = compileSyntax(third, env);
  if (operator.name === 'between') {
    const end = fifth ? compileSyntax(fifth, env) : () => null;
    return (scope, run) => {
      const value = left(scope, run);
      const above = compared('>=', value, right(scope, run), run);
      const below = compared('<=', value, end(scope, run), run);
      if (above === false || below === false) return false;
      return above === null || below === null ? null : true;
    };
  }
  const sign = operator.text as ComparisonSign;
  return (scope, run) => compared(sign, left(scope, run), right(scope, run), run);
}

/** `> 5` as a value is the range of what is more than 5. */
export function compileRangeOfTest(children: readonly Syntax[], env: Env): Evaluate {
  const [first, second] = children;
  if (first === undefined) return () => null;
  if (second === undefined) return compileSyntax(first, env);
  const end = compileSyntax(second, env);
  const sign = first.text;
  return (scope, run) => {
    const value = end(scope, run);
    if (value === null) return null;
    if (sign === '=') return rangeOf(value, value, true, true);
    return sign.startsWith('>')
      ? rangeOf(value, null, sign === '>=', false)
      : rangeOf(null, value, false, sign === '<=');
  };
}

export function compileInterval(children: readonly Syntax[], env: Env): Evaluate {
  const [open, from, , to, close] = children;
  if (from === undefined || to === undefined) return () => null;
  const [start, end] = [compileSyntax(from, env), compileSyntax(to, env)];
  return (scope, run) => rangeOf(start(scope, run), end(scope, run), open?.text === '[', close?.text === ']');
}
