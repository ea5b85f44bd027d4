import { isContext } from '../feel/kind.ts';
import { type Evaluate, type Run, scopeOf, scopeOfLoop } from '../feel/run.ts';
import type { Expression } from '../model.ts';
import { ANY, type Type } from '../types.ts';
import { type Env, Names } from './env.ts';
import { compile } from './expression.ts';

/** What is gone through: a list, or a single value as a list of one; null of null. */
function elements(
  of: Evaluate,
  env: Env,
): (scope: Parameters<Evaluate>[0], run: Run) => readonly unknown[] | null {
  return (scope, run) => {
    const value = of(scope, run);
    if (value === null || value === undefined) {
      run.fault('not-computable', env.place, 'there is no list to go through');
      return null;
    }
    const list = Array.isArray(value) ? value : [value];
    run.step(list.length);
    return list;
  };
}

export function compileFilter(expression: Expression & { kind: 'filter' }, env: Env): Evaluate {
  const list = elements(compile(expression.in, env.at('in', 'in')), env);
  const open = new Names(new Map([['item', ANY]]), env.names, true);
  const match = compile(expression.match, env.at('match', 'match').only(open));
  return (scope, run) => {
    const values = list(scope, run);
    if (values === null) return null;
    const kept: unknown[] = [];
    for (const item of values) {
      const within = scopeOf({ item, ...(isContext(item) ? item : {}) }, scope);
      if (match(within, run) === true) kept.push(item);
    }
    return kept;
  };
}

export function compileFor(expression: Expression & { kind: 'for' }, env: Env): Evaluate {
  const list = elements(compile(expression.in, env.at('in', 'in')), env);
  const each = compile(
    expression.return,
    named(expression.variable, env, [['partial', { kind: 'list', of: ANY }]]).at('return', 'return'),
  );
  return (scope, run) => {
    const values = list(scope, run);
    if (values === null) return null;
    const partial: unknown[] = [];
    const loop = scopeOfLoop(partial, scope, run);
    for (const value of values) partial.push(each(scopeOf({ [expression.variable]: value }, loop), run));
    return partial;
  };
}

export function compileQuantified(expression: Expression & { kind: 'every' | 'some' }, env: Env): Evaluate {
  const list = elements(compile(expression.in, env.at('in', 'in')), env);
  const satisfies = compile(
    expression.satisfies,
    named(expression.variable, env).at('satisfies', 'satisfies'),
  );
  const deciding = expression.kind === 'some';
  return (scope, run) => {
    const values = list(scope, run);
    if (values === null) return null;
    let unknown = false;
    for (const value of values) {
      const result = satisfies(scopeOf({ [expression.variable]: value }, scope), run);
      if (result === deciding) return deciding;
      if (typeof result !== 'boolean') unknown = true;
    }
    return unknown ? null : !deciding;
  };
}

function named(variable: string, env: Env, more: readonly (readonly [string, Type])[] = []): Env {
  return env.with([[variable, ANY], ...more]);
}
