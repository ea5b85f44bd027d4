import { FeelFunction } from '../feel/function.ts';
import { type Evaluate, type Run, scopeOf } from '../feel/run.ts';
import type { Service } from '../model.ts';
import { conform, type Type, UNFIT } from '../types.ts';
import type { Env } from './env.ts';
import { Facts } from './facts.ts';
import { typed } from './typed.ts';

/** The names of what a service takes, in the order of its arguments. */
export function givenTo(service: Service): readonly string[] {
  return [...(service.inputs ?? []), ...(service.givenDecisions ?? [])];
}

/**
 * A service as a function: computes its outputs from what it is given and nothing else. One output is the answer, several
 * are a context.
 */
export function compileService(
  service: Service,
  parameters: readonly { readonly name: string; readonly type: Type }[],
  compute: (name: string, facts: Facts, run: Run) => unknown,
  env: Env,
): (facts: Facts) => FeelFunction {
  const whole: Evaluate = typed((scope) => scope.result, env.type(service.type), env);
  const names = parameters.map(({ name }) => ({ name }));
  return (facts) =>
    new FeelFunction(names, (args, run) => {
      const values = new Map<string, unknown>();
      for (const [index, { name, type }] of parameters.entries()) {
        const value = conform(args[index], type, run);
        if (value === UNFIT) return run.fault('not-computable', service.name, `${name} is not of its type`);
        values.set(name, value);
      }
      const inner = new Facts(values, facts.imported);
      const outputs = service.output.map((name): [string, unknown] => [name, compute(name, inner, run)]);
      const result = outputs.length === 1 ? outputs[0]?.[1] : Object.fromEntries(outputs);
      return whole(scopeOf({ result }), run);
    });
}
