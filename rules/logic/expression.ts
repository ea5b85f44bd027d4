import { FeelFunction } from '../feel/function.ts';
import type { Context } from '../feel/kind.ts';
import { type Evaluate, scopeOf } from '../feel/run.ts';
import type { ContextEntry, Expression, TypeName } from '../model.ts';
import { ANY, type Type } from '../types.ts';
import type { Env } from './env.ts';
import { compileFunction } from './functions.ts';
import { compileFilter, compileFor, compileQuantified } from './iterations.ts';
import { compileTable } from './table.ts';
import { compileTree } from './tree.ts';
import { typed } from './typed.ts';

/** Every expression of a model becomes a function, once. */
export function compile(expression: Expression, env: Env): Evaluate {
  switch (expression.kind) {
    case 'literal':
      return typed(env.expression(expression.text), env.type(expression.type), env);
    case 'table':
      return compileTable(expression, env);
    case 'tree':
      return compileTree(expression, env);
    case 'context':
      return compileContext(expression.entries, env);
    case 'invocation':
      return compileInvocation(expression, env);
    case 'relation':
      return compileRelation(expression, env);
    case 'list': {
      const items = expression.items.map((item, index) => compile(item, env.at('', `items[${index}]`)));
      return (scope, run) => items.map((item) => item(scope, run));
    }
    case 'function':
      return compileFunction(expression, env);
    case 'conditional': {
      const condition = compile(expression.if, env.at('if', 'if'));
      const yes = compile(expression.then, env.at('then', 'then'));
      const no = compile(expression.else, env.at('else', 'else'));
      return (scope, run) => {
        const holds = condition(scope, run);
        if (holds !== null && typeof holds !== 'boolean')
          return run.fault('not-computable', env.place, 'the condition is neither true nor false');
        return holds === true ? yes(scope, run) : no(scope, run);
      };
    }
    case 'filter':
      return compileFilter(expression, env);
    case 'for':
      return compileFor(expression, env);
    case 'every':
    case 'some':
      return compileQuantified(expression, env);
  }
}

function compileContext(entries: readonly ContextEntry[], env: Env): Evaluate {
  let inner = env;
  const compiled = entries.map(({ name, type, value }, index) => {
    const at = inner.at(name ?? 'result', `entries[${index}].value`);
    const entry = { name, evaluate: typed(compile(value, at), at.type(type), at) };
    if (name !== undefined) inner = inner.with([[name, typeOf(type, at)]]);
    return entry;
  });
  return (scope, run) => {
    const values: [string, unknown][] = [];
    let within = scope;
    for (const { name, evaluate } of compiled) {
      const value = evaluate(within, run);
      if (name === undefined) return value;
      values.push([name, value]);
      within = scopeOf({ [name]: value }, within);
    }
    return Object.fromEntries(values);
  };
}

function typeOf(name: TypeName | undefined, env: Env): Type {
  return name === undefined ? ANY : env.type(name);
}

function compileInvocation(expression: Expression & { kind: 'invocation' }, env: Env): Evaluate {
  const target = compile(expression.function, env.at('', 'function'));
  const given = expression.arguments.map(({ name, type, value }, index) => {
    const at = env.at(name, `arguments[${index}].value`);
    return { name, evaluate: typed(compile(value, at), at.type(type), at) };
  });
  return (scope, run) => {
    const called = target(scope, run);
    if (!(called instanceof FeelFunction))
      return run.fault('not-computable', env.place, 'there is no such function');
    const args: Context = Object.fromEntries(given.map(({ name, evaluate }) => [name, evaluate(scope, run)]));
    return called.callNamed(args, run);
  };
}

function compileRelation(expression: Expression & { kind: 'relation' }, env: Env): Evaluate {
  const rows = expression.rows.map((row, r) =>
    expression.columns.map(({ name, type }, c) => {
      const at = env.at(`row ${r + 1}, ${name}`, `rows[${r}][${c}]`);
      const cell = row[c];
      if (cell === undefined) at.issue('the row has fewer values than there are columns');
      return { name, evaluate: cell ? typed(compile(cell, at), at.type(type), at) : () => null };
    }),
  );
  return (scope, run) =>
    rows.map((row) => Object.fromEntries(row.map(({ name, evaluate }) => [name, evaluate(scope, run)])));
}
