import type { Env } from '../logic/env.ts';
import { ANY } from '../types.ts';
import { compileFilter, compilePath } from './access.ts';
import { builtins } from './builtins/all.ts';
import { compileFunctionDefinition } from './definition.ts';
import { compileInstanceOf } from './instance.ts';
import { compileInvocation } from './invocation.ts';
import { compileFor, compileQuantified } from './iteration.ts';
import { nameOf } from './name.ts';
import {
  type ArithmeticSign,
  type ComparisonSign,
  compared,
  compute,
  decimal,
  negated,
} from './operators.ts';
import { rangeOf } from './ranges.ts';
import { type Evaluate, scopeOf } from './run.ts';
import type { Syntax } from './syntax.ts';
import { compileTest } from './tests.ts';
import { readString } from './text.ts';

/** What computes a piece of FEEL. Whatever is wrong in it is null, and a fault of the run. */
export function compileSyntax(syntax: Syntax, env: Env): Evaluate {
  const evaluate = compilePiece(syntax, env);
  return (scope, run) => {
    run.step();
    return evaluate(scope, run);
  };
}

function compilePiece(syntax: Syntax, env: Env): Evaluate {
  const { name, text, children } = syntax;
  const [first, second, third] = children;
  switch (name) {
    case 'Expression':
    case 'IterationContext':
    case 'FunctionBody':
      return first ? compileSyntax(first, env) : () => null;
    case 'ParenthesizedExpression':
      return second ? compileSyntax(second, env) : () => null;
    case 'NumericLiteral': {
      const value = decimal(Number(text.replace(/\s/g, '')));
      return () => value;
    }
    case 'StringLiteral': {
      const value = readString(text);
      return () => value;
    }
    case 'BooleanLiteral':
      return () => text === 'true';
    case 'null':
      return () => null;
    case '?':
      return (scope) => scope['?'] ?? null;
    case 'VariableName':
      return compileName(nameOf(text), env);
    case 'ArithmeticExpression':
      return compileArithmetic(children, env);
    case 'Conjunction':
    case 'Disjunction':
      return compileLogic(children, name === 'Disjunction', env);
    case 'Comparison':
      return compileComparison(children, env);
    case 'SimplePositiveUnaryTest':
      return compileRangeOfTest(children, env);
    case 'Interval':
      return compileInterval(children, env);
    case 'IfExpression': {
      const [condition, yes, no] = [children[1], children[3], children[5]].map((each) =>
        each ? compileSyntax(each, env) : () => null,
      );
      return (scope, run) => (condition?.(scope, run) === true ? yes : no)?.(scope, run) ?? null;
    }
    case 'List': {
      const items = children.slice(1, -1).map((item) => compileSyntax(item, env));
      return (scope, run) => items.map((item) => item(scope, run));
    }
    case 'Context':
      return compileContext(children.slice(1, -1), env);
    case 'ForExpression':
      return compileFor(children, env);
    case 'QuantifiedExpression':
      return compileQuantified(children, env);
    case 'PathExpression':
      return compilePath(syntax, env);
    case 'FilterExpression':
      return compileFilter(children, env);
    case 'FunctionDefinition':
      return compileFunctionDefinition(children, env);
    case 'FunctionInvocation':
      return compileInvocation(children, env);
    case 'DateTimeLiteral':
      return first && children.length === 1 ? compileSyntax(first, env) : compileInvocation(children, env);
    case 'DateTimeConstructor':
    case 'SpecialFunctionName': {
      const builtin = builtins.get(nameOf(text));
      return () => builtin ?? null;
    }
    case 'AtLiteral':
      return compileAt(third ?? second ?? first, env);
    case 'InstanceOfExpression':
      return compileInstanceOf(children, env);
    default:
      return env.issue(`${name} has no value: ${text}`);
  }
}

/** The names around, then the built-in functions; where others may come, also those that are there then. */
function compileName(name: string, env: Env): Evaluate {
  const known = env.names.spelled(name);
  if (known !== undefined) return (scope) => scope[known] ?? null;
  const builtin = builtins.get(name);
  if (env.names.open) {
    return (scope) => {
      if (name in scope) return scope[name] ?? null;
      if (builtin !== undefined) return builtin;
      for (const key in scope) if (nameOf(key) === name) return scope[key] ?? null;
      return null;
    };
  }
  if (builtin !== undefined) return () => builtin;
  return env.issue(`there is nothing with the name ${name}`);
}

function compileArithmetic(children: readonly Syntax[], env: Env): Evaluate {
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

function compileLogic(children: readonly Syntax[], deciding: boolean, env: Env): Evaluate {
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

function compileComparison(children: readonly Syntax[], env: Env): Evaluate {
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
      return above === null || below === null ? null : above && below;
    };
  }
  const sign = operator.text as ComparisonSign;
  return (scope, run) => compared(sign, left(scope, run), right(scope, run), run);
}

/** `> 5` as a value is the range of what is more than 5. */
function compileRangeOfTest(children: readonly Syntax[], env: Env): Evaluate {
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

function compileInterval(children: readonly Syntax[], env: Env): Evaluate {
  const [open, from, , to, close] = children;
  if (from === undefined || to === undefined) return () => null;
  const [start, end] = [compileSyntax(from, env), compileSyntax(to, env)];
  return (scope, run) => rangeOf(start(scope, run), end(scope, run), open?.text === '[', close?.text === ']');
}

function compileContext(entries: readonly Syntax[], env: Env): Evaluate {
  let inner = env;
  const compiled = entries.map(({ children: [key, value] }) => {
    const literal = key?.children[0];
    const name = literal?.name === 'StringLiteral' ? readString(literal.text) : nameOf(key?.text ?? '');
    const evaluate = value ? compileSyntax(value, inner) : () => null;
    inner = inner.with([[name, ANY]]);
    return { name, evaluate };
  });
  const distinct = new Set(compiled.map(({ name }) => name)).size === compiled.length;
  return (scope, run) => {
    if (!distinct) return run.fault('not-computable', env.place, 'a context has two entries of one name');
    const values: [string, unknown][] = [];
    let at = scope;
    for (const { name, evaluate } of compiled) {
      const value = evaluate(at, run);
      values.push([name, value]);
      at = scopeOf({ [name]: value }, at);
    }
    return Object.fromEntries(values);
  };
}

function compileAt(literal: Syntax | undefined, env: Env): Evaluate {
  const builtin = builtins.get('@');
  const text = literal ? readString(literal.text) : '';
  return (_scope, run) =>
    builtin?.call([text], run) ??
    run.fault('not-computable', env.place, `@"${text}" is no date, time or duration`);
}
