import type { Env } from '../logic/env.ts';
import { ANY, isOf, type Type } from '../types.ts';
import { compileSyntax } from './compile.ts';
import { nameOf } from './name.ts';
import type { Evaluate } from './run.ts';
import type { Syntax } from './syntax.ts';

/** `x instance of …`: no conversion is made, and null is an instance of nothing. */
export function compileInstanceOf(children: readonly Syntax[], env: Env): Evaluate {
  const [value, , , syntax] = children;
  if (value === undefined || syntax === undefined) return () => null;
  const evaluate = compileSyntax(value, env);
  const type = typeOfSyntax(syntax, env);
  return (scope, run) => isOf(evaluate(scope, run) ?? null, type, run);
}

/** The type that a piece of FEEL names. */
export function typeOfSyntax(syntax: Syntax, env: Env): Type {
  const { name, text, children } = syntax;
  const types = children.filter((child) => child.name === 'Type').map((child) => typeOfSyntax(child, env));
  const [first] = types;
  switch (name) {
    case 'Type':
      return children[0] ? typeOfSyntax(children[0], env) : ANY;
    case 'ListType':
      return { kind: 'list', of: first ?? ANY };
    case 'ContextType': {
      const entries = children.flatMap((child) => (child.name === 'ContextEntryTypes' ? child.children : []));
      return {
        kind: 'context',
        fields: new Map(
          entries.map(({ children: [key, type] }) => [
            nameOf(key?.text ?? ''),
            type ? typeOfSyntax(type, env) : ANY,
          ]),
        ),
      };
    }
    case 'FunctionType':
      return { kind: 'function' };
    default:
      return env.type(nameOf(text));
  }
}
