import type { Parameter } from '../model.ts';
import type { Run } from './run.ts';

/** A function as a value: knowledge, a service, what FEEL defines by `function(…)`, and the built-in ones. */
export class FeelFunction {
  readonly parameters: readonly Parameter[];
  readonly #call: (args: readonly unknown[], run: Run) => unknown;

  constructor(parameters: readonly Parameter[], call: (args: readonly unknown[], run: Run) => unknown) {
    this.parameters = parameters;
    this.#call = call;
  }

  /** By position; null where the number of arguments is another. */
  call(args: readonly unknown[], run: Run): unknown {
    if (args.length !== this.parameters.length) return null;
    return run.deeper(() => this.#call(args, run));
  }

  /** By name; null where a name is missing or unknown. */
  callNamed(args: Readonly<Record<string, unknown>>, run: Run): unknown {
    if (Object.keys(args).some((name) => !this.parameters.some((parameter) => parameter.name === name)))
      return null;
    return this.call(
      this.parameters.filter(({ name }) => Object.hasOwn(args, name)).map(({ name }) => args[name]),
      run,
    );
  }
}
