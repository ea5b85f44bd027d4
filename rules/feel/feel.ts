import {
  dateAndTime,
  duration,
  evaluate,
  parseDate,
  parseExpression,
  parseTime,
  parseUnaryTests,
  unaryTest,
} from 'feelin';
import type { Env } from '../logic/env.ts';
import { FeelFunction } from './function.ts';
import type { ReadTemporal } from './json.ts';
import type { Evaluate, Fits, Run, Scope } from './run.ts';

/** FEEL, where a model needs it. */
export interface Feel {
  expression(text: string, env: Env): Evaluate;
  tests(text: string, env: Env): Fits;
  readonly readTemporal: ReadTemporal;
}

export const feel: Feel = {
  readTemporal(text, kind) {
    switch (kind) {
      case 'date':
        return parseDate(text);
      case 'time':
        return parseTime(text);
      case 'date and time':
        return dateAndTime(text);
      default:
        return duration(text);
    }
  },
  expression(text, env) {
    if (broken(parseExpression(text, {}, undefined))) return env.issue(`not FEEL: ${text}`);
    return (scope, run) => {
      run.step();
      return evaluate(text, flat(scope, run)).value ?? null;
    };
  },
  tests(text, env) {
    if (broken(parseUnaryTests(text, {}, undefined))) {
      const fault = env.issue(`not FEEL: ${text}`);
      return (_value, scope, run) => fault(scope, run);
    }
    return (value, scope, run) => {
      run.step();
      return unaryTest(text, { ...flat(scope, run), '?': value }).value;
    };
  },
};

function broken(tree: ReturnType<typeof parseExpression>): boolean {
  let found = false;
  tree.iterate({
    enter(node) {
      found ||= node.type.isError;
    },
  });
  return found;
}

function flat(scope: Scope, run: Run): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name in scope) values[name] = plain(scope[name], run);
  return values;
}

function plain(value: unknown, run: Run): unknown {
  if (!(value instanceof FeelFunction)) return value;
  return Object.assign((...args: unknown[]) => value.call(args, run), {
    $args: value.parameters.map((parameter) => parameter.name),
  });
}
