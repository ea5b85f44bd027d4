import type { Env } from '../logic/env.ts';
import { ANY } from '../types.ts';
import { compileSyntax } from './compile.ts';
import { equal } from './equal.ts';
import { isRange } from './kind.ts';
import { type ComparisonSign, compared } from './operators.ts';
import { within } from './ranges.ts';
import { type Fits, type Run, scopeOf } from './run.ts';
import type { Syntax } from './syntax.ts';

/** Unary tests: `-`, one of several tests, or `not(…)` of them. A value fits where one of them is true. */
export function compileTests(syntax: Syntax, env: Env): Fits {
  const [first] = syntax.children;
  if (first === undefined || first.name === 'Wildcard') return () => true;
  const inner = env.with([['?', ANY]]);
  const negative = first.name === 'not';
  const tests = syntax.children
    .flatMap((child) => (child.name === 'PositiveUnaryTests' ? child.children : []))
    .map((test) => compileTest(test, inner, true));
  return (value, scope, run) => {
    run.step();
    const around = scopeOf({ '?': value }, scope);
    return tests.some((test) => test(value, around, run) === true) !== negative;
  };
}

/** One test; `?` is the value where `asked`, as in a cell. */
export function compileTest(syntax: Syntax, env: Env, asked: boolean): Fits {
  const [first, second] = syntax.children;
  if (syntax.name === 'PositiveUnaryTest' && first) return compileTest(first, env, asked);
  if (syntax.name === 'SimplePositiveUnaryTest' && first && second) {
    const sign = first.text as ComparisonSign;
    const to = compileSyntax(second, env);
    return (value, scope, run) => compared(sign, value, to(scope, run), run);
  }
  if (syntax.name === 'ParenthesizedExpression' && second) return compileTest(second, env, asked);
  const evaluate = compileSyntax(syntax, env);
  if (asked && mentionsValue(syntax)) {
    return (_value, scope, run) => {
      const result = evaluate(scope, run);
      return typeof result === 'boolean' ? result : null;
    };
  }
  const literal = syntax.name === 'BooleanLiteral';
  return (value, scope, run) => {
    const result = evaluate(scope, run);
    if (asked && result === true && !literal && typeof value !== 'boolean') return true;
    return isAmong(value, result, run);
  };
}

function mentionsValue(syntax: Syntax): boolean {
  return syntax.name === '?' || syntax.children.some(mentionsValue);
}

/** The same value, an element of the list, or within the range. */
function isAmong(value: unknown, result: unknown, run: Run): boolean | null {
  if (isRange(result))
    return isRange(value) && equal(value, result, run) === true ? true : within(result, value);
  if (!Array.isArray(result)) return result === null ? value === null : equal(value, result, run) === true;
  run.step(result.length);
  return (
    result.some((element) =>
      isRange(element) ? isAmong(value, element, run) === true : equal(value, element, run) === true,
    ) || equal(value, result, run) === true
  );
}
