import { FeelFunction } from '../feel/function.ts';
import type { Evaluate } from '../feel/run.ts';
import type { FunctionDefinition } from '../model.ts';
import { ANY, conform, type Type, UNFIT } from '../types.ts';
import type { Env } from './env.ts';
import { compile } from './expression.ts';
import { typed } from './typed.ts';

/** A function as a value. What is not FEEL answers null. */
export function compileFunction(definition: FunctionDefinition, env: Env, result: Type = ANY): Evaluate {
  const parameters = definition.parameters.map(({ name, type }) => ({ name, type: env.type(type) }));
  const names = parameters.map(({ name }) => ({ name }));
  const { language = 'feel' } = definition;
  if (language !== 'feel') {
    return () =>
      new FeelFunction(names, (_args, run) =>
        run.fault('not-computable', env.place, `a function of ${language} is not called here`),
      );
  }
  const inner = env.with(parameters.map(({ name, type }) => [name, type]));
  const body = typed(compile(definition.body, inner.at('', 'body')), result, env);
  return (scope) =>
    new FeelFunction(names, (args, run) => {
      const values: Record<string, unknown> = Object.create(scope);
      for (const [index, { name, type }] of parameters.entries()) {
        const value = conform(args[index], type, run);
        if (value === UNFIT) return run.fault('not-computable', env.place, `${name} is not of its type`);
        values[name] = value;
      }
      return body(values, run);
    });
}
