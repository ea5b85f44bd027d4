import type { Env } from '../logic/env.ts';
import { conform, UNFIT } from '../types.ts';
import { compileSyntax } from './compile.ts';
import { FeelFunction } from './function.ts';
import { typeOfSyntax } from './instance.ts';
import { nameOf } from './name.ts';
import type { Evaluate } from './run.ts';
import type { Syntax } from './syntax.ts';

/** `function(a: number) …`. An external one is kept and answers null. */
export function compileFunctionDefinition(children: readonly Syntax[], env: Env): Evaluate {
  const formal = children.find(({ name }) => name === 'FormalParameters')?.children ?? [];
  const parameters = formal.map(({ children: [name, type] }) => ({
    name: nameOf(name?.text ?? ''),
    type: type ? typeOfSyntax(type, env) : ({ kind: 'any' } as const),
  }));
  const body = children.find(({ name }) => name === 'FunctionBody');
  const external = children.some(({ name }) => name === 'external');
  if (body === undefined || external) {
    return () =>
      new FeelFunction(
        parameters.map(({ name }) => ({ name })),
        (_args, run) =>
          run.fault('not-computable', env.place, 'a function that is not FEEL is not called here'),
      );
  }
  const compute = compileSyntax(body, env.with(parameters.map(({ name, type }) => [name, type])));
  return (scope) =>
    new FeelFunction(
      parameters.map(({ name }) => ({ name })),
      (args, run) => {
        const values: Record<string, unknown> = Object.create(scope);
        for (const [index, { name, type }] of parameters.entries()) {
          const value = conform(args[index], type, run);
          if (value === UNFIT) return run.fault('not-computable', env.place, `${name} is not of its type`);
          values[name] = value;
        }
        return compute(values, run);
      },
    );
}
