import type { Env } from '../logic/env.ts';
import { ANY } from '../types.ts';
import { compileSyntax } from './compile.ts';
import { nameOf } from './name.ts';
import { type Evaluate, scopeOf } from './run.ts';
import type { Syntax } from './syntax.ts';
import { readString } from './text.ts';

/** `{a: 1, b: a + 1}`: an entry may use those before it. */
export function compileContext(entries: readonly Syntax[], env: Env): Evaluate {
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
