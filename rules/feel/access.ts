import type { Env } from '../logic/env.ts';
import { Names } from '../logic/env.ts';
import { ANY } from '../types.ts';
import { compileSyntax } from './compile.ts';
import { isContext } from './kind.ts';
import { nameOf } from './name.ts';
import { propertyOf } from './properties.ts';
import { type Evaluate, type Run, type Scope, scopeOf } from './run.ts';
import type { Syntax } from './syntax.ts';

/** `a.b`: of a list, the `b` of each of its elements. */
export function compilePath({ children }: Syntax, env: Env): Evaluate {
  const [from, , to] = children;
  if (from === undefined || to === undefined) return () => null;
  const target = compileSyntax(from, env);
  const name = nameOf(to.text);
  return (scope, run) => {
    const value = target(scope, run);
    if (!Array.isArray(value)) return propertyOf(value, name);
    run.step(value.length);
    return value.map((element) => propertyOf(element, name));
  };
}

/**
 * `list[…]`: the element at a number, counted from 1 or from the end, or those that a test keeps. In the test, `item` is
 * the element, and so are its entries by their names. What is no list is a list of one.
 */
export function compileFilter(children: readonly Syntax[], env: Env): Evaluate {
  const [from, , condition] = children;
  if (from === undefined || condition === undefined) return () => null;
  const target = compileSyntax(from, env);
  const inner = env.only(new Names(new Map([['item', ANY]]), env.names, true));
  const match = compileSyntax(condition, inner);
  return (scope, run) => {
    const value = target(scope, run);
    if (value === null || value === undefined) return null;
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    const first = match(itemScope(list[0] ?? null, scope), run);
    if (typeof first === 'number') return at(list, first);
    return kept(list, first, match, scope, run);
  };
}

function kept(list: readonly unknown[], first: unknown, match: Evaluate, scope: Scope, run: Run): unknown[] {
  run.step(list.length);
  return list.filter((item, index) => (index === 0 ? first : match(itemScope(item, scope), run)) === true);
}

function at(list: readonly unknown[], position: number): unknown {
  if (!Number.isInteger(position)) return null;
  return list.at(position > 0 ? position - 1 : position === 0 ? list.length : position) ?? null;
}

function itemScope(item: unknown, scope: Scope): Scope {
  return scopeOf(isContext(item) ? { item, ...item } : { item }, scope);
}
