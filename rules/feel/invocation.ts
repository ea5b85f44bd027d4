import type { Env } from '../logic/env.ts';
import { compileSyntax } from './compile.ts';
import { FeelFunction } from './function.ts';
import { isRange } from './kind.ts';
import { nameOf } from './name.ts';
import { within } from './ranges.ts';
import type { Evaluate } from './run.ts';
import type { Syntax } from './syntax.ts';

/** `f(1, 2)` and `f(a: 1, b: 2)`. */
export function compileInvocation(children: readonly Syntax[], env: Env): Evaluate {
  const [callee, ...rest] = children;
  if (callee === undefined) return () => null;
  const target = compileSyntax(callee, env);
  const given = rest.flatMap((child) => (child.name === 'Parameters' ? child.children : [child]));
  const named = given.find(({ name }) => name === 'NamedParameters');
  const failed = `${nameOf(callee.text)} has no result for these arguments`;
  if (named !== undefined) {
    const args = named.children.map(({ children: [name, value] }) => ({
      name: nameOf(name?.text ?? ''),
      evaluate: value ? compileSyntax(value, env) : () => null,
    }));
    return (scope, run) => {
      const called = target(scope, run);
      if (!(called instanceof FeelFunction))
        return run.fault('not-computable', env.place, 'there is no such function');
      const values = Object.fromEntries(args.map(({ name, evaluate }) => [name, evaluate(scope, run)]));
      const result = called.callNamed(values, run) ?? null;
      return result === null ? missed(Object.values(values), run) : result;
    };
  }
  const args = (given.find(({ name }) => name === 'PositionalParameters')?.children ?? []).map((arg) =>
    compileSyntax(arg, env),
  );
  return (scope, run) => {
    const called = target(scope, run);
    const values = args.map((arg) => arg(scope, run));
    if (isRange(called)) return within(called, values[0]);
    if (!(called instanceof FeelFunction))
      return run.fault('not-computable', env.place, 'there is no such function');
    const result = called.call(values, run) ?? null;
    return result === null ? missed(values, run) : result;
  };

  /** Null of null is no fault. */
  function missed(values: readonly unknown[], run: Parameters<Evaluate>[1]): null {
    return values.includes(null) ? null : run.fault('not-computable', env.place, failed);
  }
}
