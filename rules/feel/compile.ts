import type { Env } from '../logic/env.ts';
import { compileFilter, compilePath } from './access.ts';
import { builtins } from './builtins/all.ts';
import { compileContext } from './contexts.ts';
import { decimal } from './decimal.ts';
import { compileFunctionDefinition } from './definition.ts';
import { compileInstanceOf } from './instance.ts';
import { compileInvocation } from './invocation.ts';
import { compileFor, compileQuantified } from './iteration.ts';
import { nameOf } from './name.ts';
import {
  compileArithmetic,
  compileComparison,
  compileInterval,
  compileLogic,
  compileRangeOfTest,
} from './operations.ts';
import type { Evaluate } from './run.ts';
import type { Syntax } from './syntax.ts';
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

/** FEEL's, and not here: the same facts are to give the same answer for ever. */
const CLOCKS: ReadonlySet<string> = new Set(['now', 'today']);

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
  if (CLOCKS.has(name)) return env.issue(`${name} would ask a clock: give the moment as an input`);
  return env.issue(`there is nothing with the name ${name}`);
}

function compileAt(literal: Syntax | undefined, env: Env): Evaluate {
  const builtin = builtins.get('@');
  const text = literal ? readString(literal.text) : '';
  return (_scope, run) =>
    builtin?.call([text], run) ??
    run.fault('not-computable', env.place, `@"${text}" is no date, time or duration`);
}
