import type { Env } from '../logic/env.ts';
import { ANY } from '../types.ts';
import { compileSyntax } from './compile.ts';
import { isDate, isRange } from './kind.ts';
import { nameOf } from './name.ts';
import { compareValues } from './order.ts';
import { type Evaluate, type Run, type Scope, scopeOf } from './run.ts';
import type { Syntax } from './syntax.ts';
import { add, milliseconds } from './temporal.ts';

/** Goes through every combination of the variables' values; false as an answer ends it. */
type Walk = (scope: Scope, run: Run, each: (inner: Scope) => boolean) => 'done' | 'ended' | 'unknown';

export function compileFor(children: readonly Syntax[], env: Env): Evaluate {
  const { walk, inner } = compileVariables(children[1], env);
  const result = children.at(-1);
  if (result === undefined) return () => null;
  const compute = compileSyntax(result, inner.with([['partial', { kind: 'list', of: ANY }]]));
  const looksBack = mentions(result, 'partial');
  return (scope, run) => {
    const partial: unknown[] = [];
    const reached = walk(scope, run, (at) => {
      if (!looksBack) {
        partial.push(compute(at, run));
        return true;
      }
      run.step(partial.length);
      partial.push(compute(scopeOf({ partial: [...partial] }, at), run));
      return true;
    });
    return reached === 'unknown'
      ? run.fault('not-computable', env.place, 'there is no list to go through')
      : partial;
  };
}

/** `some` and `every`; null where that is not known. */
export function compileQuantified(children: readonly Syntax[], env: Env): Evaluate {
  const { walk, inner } = compileVariables(children[1], env);
  const condition = children.at(-1);
  if (condition === undefined) return () => null;
  const satisfied = compileSyntax(condition, inner);
  const deciding = children[0]?.name === 'some';
  return (scope, run) => {
    let unknown = false;
    const reached = walk(scope, run, (at) => {
      const result = satisfied(at, run);
      unknown ||= typeof result !== 'boolean';
      return result !== deciding;
    });
    if (reached === 'ended') return deciding;
    return reached === 'unknown' || unknown ? null : !deciding;
  };
}

function compileVariables(syntax: Syntax | undefined, env: Env): { walk: Walk; inner: Env } {
  let inner = env;
  const variables = (syntax?.children ?? []).map((variable) => {
    const name = nameOf(variable.children[0]?.text ?? '');
    const values = compileDomain(variable.children[2], inner);
    inner = inner.with([[name, ANY]]);
    return { name, values };
  });
  const walkFrom = (index: number): Walk => {
    const variable = variables[index];
    if (variable === undefined) return (scope, _run, each) => (each(scope) ? 'done' : 'ended');
    const next = walkFrom(index + 1);
    return (scope, run, each) => {
      const values = variable.values(scope, run);
      if (values === null) return 'unknown';
      for (const value of values) {
        run.step();
        const reached = next(scopeOf({ [variable.name]: value }, scope), run, each);
        if (reached !== 'done') return reached;
      }
      return 'done';
    };
  };
  return { walk: walkFrom(0), inner };
}

function compileDomain(
  syntax: Syntax | undefined,
  env: Env,
): (scope: Scope, run: Run) => Iterable<unknown> | null {
  const [from, , to] = syntax?.children ?? [];
  if (from === undefined) return () => null;
  const start = compileSyntax(from, env);
  if (to === undefined) {
    return (scope, run) => {
      const value = start(scope, run);
      if (value === null) return null;
      if (isRange(value))
        return steps(value.start, value.end, value['start included'], value['end included']);
      return Array.isArray(value) ? value : [value];
    };
  }
  const end = compileSyntax(to, env);
  return (scope, run) => steps(start(scope, run), end(scope, run), true, true);
}

/** Whole numbers or days from one end to the other, upwards or downwards. */
function steps(
  start: unknown,
  end: unknown,
  includesStart: boolean,
  includesEnd: boolean,
): Iterable<unknown> | null {
  const numbers = Number.isInteger(start) && Number.isInteger(end);
  if (!numbers && !(isDate(start) && isDate(end))) return null;
  const order = compareValues(start, end);
  if (order === null) return null;
  const next = (at: unknown) =>
    typeof at === 'number' ? at + (order > 0 ? -1 : 1) : add(at, milliseconds(order > 0 ? -DAY_MS : DAY_MS));
  return walkSteps(includesStart ? start : next(start), end, includesEnd, order > 0, next);
}

const DAY_MS = 86_400_000;

function* walkSteps(
  start: unknown,
  end: unknown,
  includesEnd: boolean,
  downwards: boolean,
  next: (at: unknown) => unknown,
): Generator<unknown> {
  for (let at = start; at !== null; at = next(at)) {
    const order = compareValues(at, end);
    const left = order === null ? null : downwards ? order : -order;
    if (left === null || left < 0 || (left === 0 && !includesEnd)) return;
    yield at;
  }
}

function mentions(syntax: Syntax, name: string): boolean {
  return (
    (syntax.name === 'VariableName' && syntax.text === name) ||
    syntax.children.some((child) => mentions(child, name))
  );
}
